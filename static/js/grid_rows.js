// Rows for a table that may have more of them: what is pasted may be longer than the room there is.
"use strict";

window.gridRows = (() => {
  // "name-7" and "b0-r7-c1 b0-r7-c1-wrong" are called after the row's own mark, "7" or "r7".
  const NAMED = ["id", "name", "for", "aria-describedby"];

  function called(text, was, now) {
    return text.replace(new RegExp(`(^|[- ])${was}(?=[- ]|$)`, "g"), `$1${now}`);
  }

  // Below the last, empty and at its level; false where the table is as long as it may be.
  function add(table) {
    const rows = table.querySelectorAll("tr[data-row]");
    const last = rows[rows.length - 1];
    if (!last || rows.length >= Number(table.dataset.most)) return false;
    const row = last.cloneNode(true);
    const was = last.dataset.row;
    const now = was.replace(/[0-9]+/, (number) => String(Number(number) + 1));
    const number = Number(now.replace(/\D/g, "")) + 1;
    row.dataset.row = now;
    for (const it of row.querySelectorAll("*")) {
      for (const name of NAMED)
        if (it.hasAttribute(name)) it.setAttribute(name, called(it.getAttribute(name), was, now));
      it.removeAttribute("aria-invalid");
      if (it.matches("input[type=hidden]")) it.remove();
      else if (it.matches("input")) it.value = it.defaultValue = "";
      else if (it.matches(".words, .besides-cell")) it.textContent = "";
      else if (it.matches("[data-of-row]")) it.textContent = `${number}번째 줄 `;
    }
    row.querySelectorAll("select").forEach((it, at) => {
      it.value = last.querySelectorAll("select")[at].value;
    });
    last.after(row);
    const count = table.dataset.count && table.closest("form").elements[table.dataset.count];
    if (count) count.value = String(rows.length + 1);
    return true;
  }

  return { add };
})();
