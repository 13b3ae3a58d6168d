// Copies the tables of a page as HTML that a word processor takes as tables, and as text with tabs.
// By the copy event, not navigator.clipboard: a closed network is seldom served over TLS. The HTML is
// built as text, because this page's security policy would not let even a detached element have a style.

const button = document.querySelector("button.copy");
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = text => text.replace(/[&<>"]/g, letter => entities[letter]);
// What a document printed instead stands last in its cell, and is not copied with the figure.
function words(cell) {
  const all = cell.innerText.trim();
  const mark = cell.querySelector(".mark")?.innerText.trim() ?? "";
  return all.slice(0, all.length - mark.length).trim();
}
const rowsOf = source => [...source.rows].filter(row => !row.matches(".furniture")); // that one is for paper

function cell(source) {
  const tag = source.tagName.toLowerCase();
  const level = /\bl(\d)\b/.exec(source.parentElement.className);
  const align = source.matches(".n, .number") ? "right" : "left";
  const indent = level && source.matches("th[scope=row]") ? 4 + 10 * level[1] : 4;
  const style = `border:1px solid #000;padding:2px 4px 2px ${indent}px;text-align:${align};font-weight:normal`;
  return `<${tag} style="${style}">${escaped(words(source))}</${tag}>`;
}

function table(source) {
  const rows = rowsOf(source).map(row => `<tr>${[...row.cells].map(cell).join("")}</tr>`).join("");
  const caption = `<p>${escaped(source.caption.textContent)}</p>`;
  return `${caption}<table style="border-collapse:collapse;font-size:10pt">${rows}</table>`;
}

function lines(source) {
  return rowsOf(source).map(row => [...row.cells].map(words).join("\t")).join("\n");
}

if (button) {
  button.hidden = false;
  const name = button.textContent;
  button.addEventListener("click", () => {
    const tables = [...document.querySelectorAll("table.report")].filter(it => !it.closest(".on-paper"));
    document.addEventListener("copy", event => {
      event.clipboardData.setData("text/html", tables.map(table).join("<p></p>"));
      event.clipboardData.setData("text/plain", tables.map(lines).join("\n\n"));
      event.preventDefault();
    }, { once: true });
    const copied = document.execCommand("copy");
    button.textContent = copied ? "복사했습니다. 한글에서 붙여 넣으십시오." : "복사하지 못했습니다.";
    setTimeout(() => { button.textContent = name; }, 4000);
  });
}
