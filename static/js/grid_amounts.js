// What a cell says, in won, for the sums that follow while one types. Only the plain notations are
// read here, and exactly as the server reads them; all others (억, 만원, 전각…) the server reads, which
// the page asks anyway. Whole numbers throughout: nothing is ever a float.
"use strict";

window.gridAmounts = (() => {
  const LARGEST = 9007199254740991n;
  const NUMBER = /^(0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?$/;
  const DASHES = "-‐‑‒–—―─ㅡ";
  const BLANK = /[\s\u200b-\u200f\u2060\ufeff\u3164]/g;

  // {state, won}, or null where the server has to say.
  function read(text, unit) {
    const plain = text.normalize("NFC").replace(BLANK, " ").trim();
    if (plain === "") return { state: "blank", won: null };
    if ([...plain].length === 1 && DASHES.includes(plain)) return { state: "dash", won: null };
    const inside = /^\((.*)\)$/.exec(plain) || /^[△▲\-−](.*)$/.exec(plain);
    const found = NUMBER.exec(inside ? inside[1] : plain);
    if (!found || plain.length > 40) return null;
    const places = unit.toString().length - 1;
    const decimals = (found[2] || "").replace(/0+$/, "");
    if (decimals.length > places) return null;
    const won = BigInt(found[1].replaceAll(",", "") + decimals.padEnd(places, "0"));
    if (won > LARGEST) return null;
    return { state: "value", won: inside ? -won : won };
  }

  function grouped(digits) {
    return digits.replace(/\B(?=(\d{3})+$)/g, ",");
  }

  function write(won, unit) {
    const size = won < 0n ? -won : won;
    const places = unit.toString().length - 1;
    const rest = places ? (size % unit).toString().padStart(places, "0").replace(/0+$/, "") : "";
    return (won < 0n ? "△" : "") + grouped((size / unit).toString()) + (rest ? "." + rest : "");
  }

  // Half up, one decimal, for negatives away from zero; no base, no rate.
  function rate(part, whole) {
    if (part === null || whole === null || whole <= 0n) return "-";
    const size = (part < 0n ? -part : part) * 100n;
    const tenths = (size * 20n + whole) / (whole * 2n);
    const sign = part < 0n && tenths > 0n ? "△" : "";
    return `${sign}${grouped((tenths / 10n).toString())}.${tenths % 10n}%`;
  }

  return { read, write, rate };
})();
