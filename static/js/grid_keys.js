// Moving in a table of inputs as in a sheet, and pasting a block that was copied in Excel or 한글.
"use strict";

document.querySelectorAll("table[data-sheet]").forEach((table) => {
  const form = table.closest("form");
  const said = form.querySelector(".unsaved");
  const ownRows = () => [...table.rows].filter((row) => row.querySelector(".cell"));
  let rows = rowsOf();

  // By what one sees: a column is where it stands, though a row may have no cell in it. Columns in
  // which nothing is typed at all are passed over.
  function rowsOf() {
    const typed = ownRows();
    const cells = typed.map((row) => [...row.cells].map((box) => [...box.querySelectorAll(".cell")]));
    const widths = [];
    for (const row of cells)
      row.forEach((own, at) => (widths[at] = Math.max(widths[at] ?? 0, own.length)));
    return cells.map((row) => row.flatMap((own, at) => Array.from({ length: widths[at] }, (_, n) => own[n])));
  }

  function placeOf(cell) {
    const down = rows.findIndex((row) => row.includes(cell));
    return down < 0 ? null : [down, rows[down].indexOf(cell)];
  }

  function go(down, across) {
    const cell = rows[down]?.[across];
    if (!cell) return false;
    cell.focus();
    cell.select?.();
    return true;
  }

  // Where all is selected, as after a move, an arrow moves on; within a text it moves the caret
  // until it comes to the edge. With Alt, Ctrl or Shift the browser's own keys stay what they are.
  function leaves(cell, key) {
    const { selectionStart: start, selectionEnd: end, value } = cell;
    if (start === 0 && end === value.length) return true;
    if (key === "ArrowUp" || key === "ArrowDown") {
      if (cell.tagName !== "TEXTAREA") return true;
      return key === "ArrowUp" ? end === 0 : start === value.length;
    }
    return start === end && (key === "ArrowLeft" ? start === 0 : start === value.length);
  }

  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  table.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (event.isComposing || !cell.matches("input.cell, textarea.cell")) return; // 한글 is being put together
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const [down, across] = placeOf(cell);
    if (event.key === "Enter") {
      event.preventDefault();
      go(down + (event.shiftKey ? -1 : 1), across);
    } else if (event.key in STEPS && !event.shiftKey && leaves(cell, event.key)) {
      const [more, aside] = STEPS[event.key];
      if (go(down + more, across + aside)) event.preventDefault();
    } else if (event.key === "F2") {
      cell.setSelectionRange(cell.value.length, cell.value.length);
    }
  });

  // What Excel and 한글 copy is full of styles, which this page's policy forbids even where nothing
  // is drawn.
  function unstyled(html) {
    return html
      .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
      .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ""));
  }

  // Rows of cells; undefined where a merged cell covers others, which stay as they are.
  function tableOf(html) {
    const page = html && new DOMParser().parseFromString(unstyled(html), "text/html");
    const table = page && page.querySelector("table");
    if (!table) return null;
    const found = [];
    [...table.rows].forEach((row, down) => {
      found[down] ??= [];
      let across = 0;
      for (const cell of row.cells) {
        while (across in found[down]) across += 1;
        for (let below = 0; below < cell.rowSpan; below += 1)
          for (let aside = 0; aside < cell.colSpan; aside += 1) {
            found[down + below] ??= [];
            found[down + below][across + aside] =
              below || aside ? undefined : cell.textContent.replace(/\s+/g, " ").trim();
          }
        across += cell.colSpan;
      }
    });
    return found;
  }

  // As Excel writes it: a cell that holds a line break or a tab stands in quotes.
  function blockOf(text) {
    const found = [[""]];
    let isQuoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const row = found[found.length - 1];
      const sign = text[at];
      if (isQuoted && sign === '"' && text[at + 1] === '"') {
        row[row.length - 1] += '"';
        at += 1;
      } else if (sign === '"' && (isQuoted || row[row.length - 1] === "")) isQuoted = !isQuoted;
      else if (!isQuoted && sign === "\t") row.push("");
      else if (!isQuoted && sign === "\n") found.push([""]);
      else if (sign !== "\r") row[row.length - 1] += sign;
    }
    if (found.length > 1 && found[found.length - 1].join("") === "") found.pop();
    return found;
  }

  // By the browser's own command, so that its undo knows of it. What is longer than the cell takes is
  // not cut: the server says so. False where a choice does not have it.
  function write(cell, text) {
    if (cell.tagName === "SELECT") {
      const own = [...cell.options].find((option) => [option.value, option.text].includes(text));
      if (own) cell.value = own.value;
      return Boolean(own) || text === "";
    }
    cell.focus();
    cell.select();
    if (cell.value !== text) document.execCommand(text ? "insertText" : "delete", false, text);
    if (cell.value !== text) cell.value = text;
    return true;
  }

  // Where so many rows go that begin in this one. A table to which rows may be added gets as many as
  // it needs, up to its most; its sums, at the foot, are nobody's next row.
  function roomFor(many, first) {
    const isFoot = (row) => !("row" in row.dataset) && row.matches("tr[data-row] ~ tr");
    const next = (own) => rows.filter((_, at) => at === first || (at > first && !isFoot(own[at])));
    let missing = many - next(ownRows()).length;
    while (missing > 0 && window.gridRows?.add(table)) missing -= 1;
    rows = rowsOf();
    return next(ownRows());
  }

  table.addEventListener("paste", (event) => {
    const cell = event.target;
    const place = cell.matches(".cell") && placeOf(cell);
    if (!place || cell.readOnly) return;
    const block =
      tableOf(event.clipboardData.getData("text/html")) ??
      blockOf(event.clipboardData.getData("text/plain"));
    if (block.length * Math.max(...block.map((row) => row.length)) < 2) return; // one cell: as ever
    event.preventDefault();
    let outside = 0;
    form.dataset.pasting = "on";
    const room = roomFor(block.length, place[0]);
    block.forEach((row, down) =>
      row.forEach((found, across) => {
        if (found === undefined) return;
        const text = found.replace(/\s*\n\s*/g, " ");
        const target = room[down]?.[place[1] + across];
        if (!(target ? write(target, text) : text === "")) outside += 1;
      })
    );
    delete form.dataset.pasting;
    cell.focus();
    form.dispatchEvent(new Event("pasted"));
    if (outside) said.textContent = `표 밖으로 나가는 ${outside}칸은 붙이지 않았습니다. 저장하지 않은 입력이 있습니다.`;
  });
});
