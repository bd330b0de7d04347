// Keeps what is typed in a form in this browser until the form was submitted: over a reload, a lost connection, an ended session.
// Kept for each person apart, and forgotten when somebody signs out. Without it the form works as ever.
const prefix = "typed/";
const days = 14;
const pause = 300;
const never = new Set(["__RequestVerificationToken", "_handler"]);

const cookie = name => document.cookie.split("; ").find(c => c.startsWith(name + "="))?.slice(name.length + 1);
const drop = name => { document.cookie = `${name}=; Max-Age=0; Path=/; SameSite=Strict`; };
const names = () => Object.keys(localStorage).filter(key => key.startsWith(prefix));
const read = key => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };

// Whoever signed out wants nothing of theirs to stay here.
if (cookie("signed-out")) {
  names().forEach(key => localStorage.removeItem(key));
  drop("signed-out");
}

const sent = decodeURIComponent(cookie("sent") ?? "").split(".");
for (const key of names()) {
  const kept = read(key);
  if (!kept || Date.now() - kept.at > days * 86400000 || sent.includes(kept.form)) localStorage.removeItem(key);
}

const notice = document.getElementById("kept-notice");
const form = notice && document.getElementById(notice.dataset.form);
if (form) keep(form);

function keep(form) {
  const key = `${prefix}${notice.dataset.person}/${location.pathname}${location.search}#${form.id}`;
  const button = name => notice.querySelector(`[data-do=${name}]`);
  let timer, isTyped = false, checked = false, asking = false;

  const controls = () => [...form.elements].filter(e => e.name && !never.has(e.name) && e.type !== "file" && e.type !== "password" && e.type !== "submit" && e.type !== "button");
  const isTick = e => e.type === "checkbox" || e.type === "radio";
  const words = () => controls().map(e => [e.name, isTick(e) ? `${e.value}=${e.checked}` : e.value, e.type === "hidden"]);
  // What the page itself brings is new each time: two of the same words are the same.
  const typed = list => JSON.stringify(list.filter(([, , isHidden]) => !isHidden).map(([name, value]) => [name, value.replace(/\r\n?/g, "\n")]));

  function say(text, ...buttons) {
    notice.querySelector("span").textContent = text;
    for (const name of ["restore", "discard", "enter"]) button(name).hidden = !buttons.includes(name);
    notice.hidden = false;
  }

  function save() {
    clearTimeout(timer);
    timer = undefined;
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), form: form.elements.key?.value, words: words() }));
    } catch {
      say(notice.dataset.full);
    }
  }

  function restore(kept) {
    const left = [...kept.words];
    for (const control of controls()) {
      const at = left.findIndex(([name, value]) => name === control.name && (!isTick(control) || value.slice(0, value.lastIndexOf("=")) === control.value));
      if (at < 0) continue;
      const [[, value]] = left.splice(at, 1);
      if (isTick(control)) control.checked = value.endsWith("=true");
      else control.value = value;
    }
  }

  const kept = read(key);
  if (kept && typed(kept.words) !== typed(words())) {
    say(notice.dataset.found.replace("{0}", new Date(kept.at).toLocaleString(document.documentElement.lang)), "restore", "discard");
  }

  button("restore").addEventListener("click", () => {
    restore(read(key) ?? kept);
    isTyped = true;
    say(notice.dataset.restored, "discard");
    controls().find(e => e.type !== "hidden")?.focus();
  });
  button("discard").addEventListener("click", () => {
    localStorage.removeItem(key);
    form.reset();
    notice.hidden = true;
  });

  form.addEventListener("input", () => {
    isTyped = true;
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  });
  addEventListener("pagehide", () => { if (timer) save(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });

  // A form that is sent into nowhere is lost with its files; so it is asked first whether somebody is there who takes it.
  form.addEventListener("submit", async event => {
    if (checked) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    const by = event.submitter;
    if (isTyped) save();
    const patience = new AbortController(), until = setTimeout(() => patience.abort(), 15000);
    try {
      const answer = await fetch("/account", { method: "HEAD", redirect: "manual", cache: "no-store", signal: patience.signal });
      if (answer.type === "opaqueredirect") {
        button("enter").href = "/sign-in?return=" + encodeURIComponent(location.pathname + location.search);
        say(notice.dataset.ended, "enter");
        notice.scrollIntoView({ block: "center" });
        return;
      }
    } catch {
      say(notice.dataset.offline);
      notice.scrollIntoView({ block: "center" });
      return;
    } finally {
      clearTimeout(until);
      asking = false;
    }
    notice.hidden = true;

    // What only fills the form in further comes back with all that was typed.
    if (by?.hasAttribute("data-fills")) localStorage.removeItem(key);
    checked = true;
    if (by) by.click();
    else form.submit();
    checked = false;
  });
}
