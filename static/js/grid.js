// The grid while one types: change, rate, remainder and sums at once, and shortly after what the
// server says of it by the rules themselves. Without this script the form is saved all the same.
"use strict";

(() => {
  const form = document.getElementById("grid");
  if (!form) return;
  const { read, write, rate } = window.gridAmounts;
  const unit = BigInt(form.dataset.unit);
  const KINDS = ["carried_planned", "carried_unavoidable", "carried_continuing"];
  const lines = [...form.querySelectorAll("tr.line")].map((row) => ({
    row,
    program: row.dataset.program,
    purse: row.dataset.purse,
    cells: Object.fromEntries(
      [...row.querySelectorAll("input.cell")].map((input) => [input.dataset.column, input])
    ),
  }));
  const told = document.getElementById("told");
  const unsaved = document.getElementById("unsaved");
  let isUnsaved = "unsaved" in form.dataset;
  let isLeaving = false;
  let typedLast = 0; // counts what was typed: an answer to an older state of the form is no answer
  let timer = null;

  // What the server read of this very text counts where the script itself cannot read it.
  function said(input) {
    if (!input) return { state: "absent", won: null };
    const own = read(input.value, unit);
    if (own) return own;
    if (input.value === input.dataset.read && input.dataset.won !== "")
      return { state: "value", won: BigInt(input.dataset.won) };
    return { state: "unread", won: null };
  }

  function carriedOf(line) {
    const kinds = KINDS.map((kind) => said(line.cells[kind]));
    if (line.cells.carried) {
      const whole = said(line.cells.carried);
      if (whole.won !== null) return whole;
    }
    const known = kinds.filter((kind) => kind.won !== null);
    if (known.length) return { state: "value", won: known.reduce((sum, kind) => sum + kind.won, 0n) };
    if (kinds.some((kind) => kind.state === "dash")) return { state: "dash", won: null };
    return { state: kinds.every((kind) => kind.state === "absent") ? "absent" : "blank", won: null };
  }

  function put(element, text) {
    if (element && element.textContent !== text) element.textContent = text;
  }

  function recomputeLine(line) {
    for (const input of Object.values(line.cells)) {
      const change = input.parentElement.querySelector("[data-change]");
      if (!change || input.dataset.before === undefined) continue;
      const now = said(input).won;
      const moved = now === null ? null : now - BigInt(input.dataset.before);
      const words = moved === null ? "" : (moved > 0n ? "+" : "") + write(moved, unit);
      put(change, words);
    }
    if (!line.cells.spent) return;
    const budget = said(line.cells.budget).won;
    const spent = said(line.cells.spent).won;
    const carried = carriedOf(line);
    put(line.row.querySelector("[data-rate]"), rate(spent, budget));
    const isKnown = budget !== null && spent !== null && carried.state !== "blank";
    const lapsed = isKnown ? write(budget - spent - (carried.won ?? 0n), unit) : "-";
    put(line.row.querySelector("[data-lapsed]"), lapsed);
  }

  function isMissing(line, column) {
    if (column === "carried") return false;
    const own = said(line.cells[column]);
    if (own.state === "unread") return true;
    return (KINDS.includes(column) ? carriedOf(line) : own).state === "blank";
  }

  function recomputeSums(row, own) {
    const sums = {};
    const missing = {};
    for (const cell of row.querySelectorAll("[data-sum]")) {
      const column = cell.dataset.sum;
      const known = own.map((line) => said(line.cells[column]).won).filter((won) => won !== null);
      sums[column] = known.length ? known.reduce((sum, won) => sum + won, 0n) : null;
      missing[column] = own.filter((line) => isMissing(line, column)).length;
      put(cell.firstElementChild, sums[column] === null ? "-" : write(sums[column], unit));
      let small = cell.querySelector("small");
      if (missing[column] && !small) {
        small = document.createElement("small");
        cell.append(" ", small);
      }
      if (small) {
        put(small, `빈칸 ${missing[column]}`);
        small.hidden = !missing[column];
      }
    }
    const isOpen = sums.spent == null || missing.budget || missing.spent;
    put(row.querySelector("[data-rate]"), isOpen ? "-" : rate(sums.spent, sums.budget));
    const carried = [...KINDS, "carried"].reduce((sum, kind) => sum + (sums[kind] ?? 0n), 0n);
    const isUnknown = isOpen || sums.budget == null || KINDS.some((kind) => missing[kind]);
    put(
      row.querySelector("[data-lapsed]"),
      isUnknown ? "-" : write(sums.budget - sums.spent - carried, unit)
    );
  }

  function recompute(changed) {
    changed.forEach(recomputeLine);
    const programs = new Set(changed.map((line) => line.program));
    const purses = new Set(changed.map((line) => line.purse));
    for (const row of form.querySelectorAll("tr.program"))
      if (programs.has(row.dataset.program))
        recomputeSums(row, lines.filter((line) => line.program === row.dataset.program));
    for (const row of form.querySelectorAll("tr.purse"))
      if (purses.has(row.dataset.purse))
        recomputeSums(row, lines.filter((line) => line.purse === row.dataset.purse));
  }

  function touched() {
    typedLast += 1;
    isUnsaved = true;
    form.removeAttribute("data-checked");
    put(unsaved, "저장하지 않은 입력이 있습니다.");
    clearTimeout(timer);
    timer = setTimeout(check, 400);
  }

  async function check() {
    const asked = typedLast;
    let answer;
    try {
      const response = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
      if (!response.ok) throw new Error(response.status);
      answer = await response.json();
    } catch {
      put(unsaved, "저장하지 않은 입력이 있습니다. 서버에 물어보지 못해 규칙은 확인하지 못했습니다.");
      return;
    }
    document.dispatchEvent(new Event("asked"));
    if (asked !== typedLast) return; // a later question is on its way
    show(answer);
  }

  function show(answer) {
    for (const line of lines)
      for (const input of Object.values(line.cells)) {
        const found = answer.read[input.name];
        if (found && found.text === input.value) {
          input.dataset.read = found.text;
          input.dataset.won = found.won ?? "";
        }
        if (!found) continue;
        put(document.getElementById(`${input.name}-words`), found.words);
        input.toggleAttribute("data-asked", found.asked);
        const row = line.row.dataset.line;
        const described = `${input.name}-beside ${input.name}-words`;
        input.setAttribute("aria-describedby", found.asked ? `${described} ask-${row}` : described);
        if (found.words) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    for (const row of form.querySelectorAll("tr.asking")) {
      const html = answer.asking[row.dataset.asking] ?? "";
      row.hidden = html === "";
      if (!row.contains(document.activeElement)) row.cells[0].innerHTML = html;
    }
    told.innerHTML = answer.told;
    recompute(lines);
    if (answer.stale)
      put(unsaved, "그사이에 다른 사람이 저장했습니다. 저장을 누르면 두 판을 나란히 봅니다. 입력한 것은 남습니다.");
    form.dataset.checked = ""; // the server has read what now stands here
  }

  form.addEventListener("input", (event) => {
    const row = event.target.closest("tr.line");
    if (row && !form.dataset.pasting) recompute(lines.filter((line) => line.row === row));
    touched();
  });
  form.addEventListener("pasted", () => {
    recompute(lines);
    touched();
  });
  form.addEventListener("submit", () => {
    isLeaving = true;
  });
  window.addEventListener("pageshow", () => {
    isLeaving = false; // come back by the browser's own way
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved && !isLeaving) event.preventDefault();
  });
  if (isUnsaved) put(unsaved, "저장하지 않은 입력이 있습니다.");
})();
