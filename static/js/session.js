// Half an hour without a request ends the session. Five minutes before, the page says so; what was
// typed stays in the page, and the server keeps it through the next login.
"use strict";

const idle = Number(document.body.dataset.idle) * 1000;
const early = Math.min(5 * 60 * 1000, idle / 2);
const bar = document.createElement("div");
const tabs = new BroadcastChannel("session"); // one session for all tabs: work in one keeps the others
let timers = [];

function say(words, button) {
  bar.replaceChildren(words);
  if (button) bar.append(" ", button);
  bar.hidden = false;
}

function begin() {
  timers.forEach(clearTimeout);
  bar.hidden = true;
  timers = [
    setTimeout(() => say("곧 접속이 끝납니다. 입력한 내용은 이 화면에 남습니다.", stay), idle - early),
    setTimeout(() => say("접속이 끝났습니다. 입력한 내용은 이 화면에 남아 있고, 저장을 누르면 로그인한 뒤 이어서 저장합니다."), idle),
  ];
}

function renewed() {
  begin();
  tabs.postMessage("renewed");
}

const stay = document.createElement("button");
stay.type = "button";
stay.textContent = "계속하기";
stay.addEventListener("click", async () => {
  const token = document.querySelector("form.leave [name=csrfmiddlewaretoken]").value;
  const request = { method: "POST", headers: { "X-CSRFToken": token } };
  const answer = await fetch(document.body.dataset.session, request).catch(() => null);
  if (answer === null) say("서버에 닿지 못했습니다. 입력한 내용은 이 화면에 있습니다.", stay);
  else if (answer.ok) renewed();
  else say("접속이 이미 끝났습니다. 저장을 누르면 로그인한 뒤 이어서 저장합니다.");
});

bar.className = "session";
bar.setAttribute("role", "alert");
bar.hidden = true;
document.body.append(bar);
tabs.addEventListener("message", begin);
renewed();
// A page that asked the server of its own accord says so.
document.addEventListener("asked", renewed);
