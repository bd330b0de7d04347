// Makes the rule editor pleasant; without it the buttons of the form do the same.
const form = document.getElementById("rule-editor");
const area = form.elements.text;
const list = document.getElementById("proposals");
const status = document.getElementById("editor-status");
const words = form.dataset;
const facts = [...document.querySelectorAll("#facts [data-path]")].map(row => ({ path: row.dataset.path, about: row.dataset.about }));
const pause = 400;
let timer, latest = 0, matches = [], active = -1;

const say = text => { status.textContent = text; };
const fill = (pattern, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, value), pattern);

async function lint() {
  const mine = ++latest;
  const body = new URLSearchParams();
  for (const name of ["__RequestVerificationToken", "file", "text"]) body.set(name, form.elements[name].value);
  let answer;
  try {
    const response = await fetch("/rules/lint", { method: "POST", body });
    if (!response.ok) throw new Error(response.status);
    answer = await response.json();
  } catch {
    if (mine === latest) say(words.failed);
    return;
  }
  if (mine !== latest) return;
  show(answer);
}

function show({ findings, count, rules }) {
  const found = document.getElementById("live-findings");
  found.replaceChildren(...findings.map(f => {
    const item = document.createElement("li");
    const place = f.file ? document.createElement("span") : document.createElement("button");
    if (!f.file) {
      place.type = "button";
      place.className = "button plain small";
      place.addEventListener("click", () => goTo(f.line, f.column));
    }
    place.textContent = (f.file ? f.file + " " : "") + fill(words.place, f.line, f.column);
    const kind = document.createElement("span");
    kind.textContent = f.kind ? ` ${f.kind} ` : " ";
    const message = document.createElement("small");
    message.lang = "en";
    message.textContent = f.message;
    item.append(place, kind, message);
    return item;
  }));
  area.setAttribute("aria-invalid", count > 0 ? "true" : "false");
  say(count > 0 ? fill(words.wrong, count) : words.sound);
  if (count === 0) {
    document.getElementById("live-meanings").replaceChildren(...rules.flatMap(r => {
      const name = document.createElement("dt");
      name.lang = "en";
      name.textContent = r.name;
      const meaning = document.createElement("dd");
      meaning.textContent = r.meaning;
      return [name, meaning];
    }));
  }
}

function goTo(line, column) {
  const lines = area.value.split("\n");
  const at = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  area.focus();
  area.setSelectionRange(at, at);
  area.scrollTop = Math.max(0, (line - 5) * lineHeight());
}

const lineHeight = () => parseFloat(getComputedStyle(area).lineHeight);

/* The part of a fact's path before the caret, e.g. milestone.Da */
function typed() {
  const before = area.value.slice(0, area.selectionStart);
  return /[A-Za-z][A-Za-z.]*$/.exec(before)?.[0] ?? "";
}

function propose(always) {
  const part = typed();
  const low = part.toLowerCase();
  matches = part.length < 2 && !always ? [] : facts.filter(f => f.path.toLowerCase().startsWith(low) || f.path.split(".")[1].toLowerCase().startsWith(low))
    .filter(f => f.path !== part).slice(0, 12);
  active = -1;
  draw();
}

function draw() {
  list.hidden = matches.length === 0;
  list.replaceChildren(...matches.map((fact, i) => {
    const option = document.createElement("li");
    option.id = `proposal-${i}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", i === active ? "true" : "false");
    const path = document.createElement("code");
    path.lang = "en";
    path.textContent = fact.path;
    const about = document.createElement("small");
    about.textContent = fact.about;
    option.append(path, about);
    option.addEventListener("mousedown", event => { event.preventDefault(); accept(i); });
    return option;
  }));
  if (active < 0) area.removeAttribute("aria-activedescendant");
  else {
    area.setAttribute("aria-activedescendant", `proposal-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
  }
  if (matches.length > 0) {
    const line = area.value.slice(0, area.selectionStart).split("\n").length;
    list.style.top = `${Math.min(area.offsetTop + area.clientHeight, area.offsetTop + line * lineHeight() - area.scrollTop + 8)}px`;
    if (active < 0) say(fill(words.proposals, matches.length));
  }
}

function accept(index) {
  const end = area.selectionStart, start = end - typed().length;
  area.setRangeText(matches[index].path, start, end, "end");
  close();
  area.dispatchEvent(new Event("input"));
  close();
}

function close() {
  matches = [];
  active = -1;
  draw();
}

area.addEventListener("input", event => {
  clearTimeout(timer);
  timer = setTimeout(lint, pause);
  if (event.isTrusted) propose(false);
});
area.addEventListener("blur", close);
area.addEventListener("keydown", event => {
  if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    propose(true);
  } else if (matches.length === 0) {
    return;
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    active = event.key === "ArrowDown" ? (active + 1) % matches.length : (active <= 0 ? matches.length : active) - 1;
    draw();
  } else if ((event.key === "Enter" || event.key === "Tab") && active >= 0) {
    event.preventDefault();
    accept(active);
  } else if (event.key === "Escape") {
    event.preventDefault();
    close();
  }
});
document.getElementById("live").hidden = false;
