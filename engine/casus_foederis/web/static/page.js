// Makes a switch answer without loading the page anew. Without this script every form has its button, and every
// switch its address. The server makes all of the page; here, its parts are only put in their places.
"use strict";

const root = document.documentElement;
root.classList.add("scripted");
let waiting;
let shown = location.pathname + location.search; // and not the place in the page

// Ask for what changes on the page at an address, and put it there.
async function load(address, lost) {
  waiting?.abort();
  const own = (waiting = new AbortController());
  try {
    const response = await fetch(address, { headers: { "Casus-Part": "1" }, signal: own.signal });
    const made = new DOMParser().parseFromString(await response.text(), "text/html");
    const open = new Set([...document.querySelectorAll("details[open][id]")].map((each) => each.id));
    const focus = wayBack(document.activeElement);
    const parts = made.querySelectorAll("[data-live]");
    if (!parts.length) throw new Error("no answer of ours");
    for (const part of parts) {
      const place = document.getElementById(part.id);
      if (!place) continue;
      place.className = part.className;
      place.replaceChildren(...part.childNodes);
    }
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    const here = response.headers.get("Casus-Address");
    if (response.ok && here && here !== shown) history.pushState(null, "", (shown = here));
    if (document.activeElement === document.body) focus?.();
    prepare();
  } catch (error) {
    if (error.name === "AbortError") return;
    const told = document.getElementById("told");
    if (told && lost) {
      told.classList.remove("unseen");
      told.textContent = lost;
    }
  }
}

// Remember which switch has the focus, so that whoever uses the keyboard goes on where they were.
function wayBack({ id, rel, dataset }) {
  const where = id ? `#${CSS.escape(id)}` : dataset.value ? `a[data-value="${CSS.escape(dataset.value)}"]` : rel ? `a[rel="${rel}"]` : "";
  return where ? () => document.querySelector(where)?.focus() : undefined;
}

function answer(form) {
  load(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`, form.dataset.lost);
}

// To go back is to undo a switch; the page is loaded anew then, so that its fields are right, too.
addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) location.reload();
});

const isLive = (form) => form?.classList.contains("live");

document.addEventListener("change", ({ target }) => {
  if (isLive(target.form)) answer(target.form);
});

document.addEventListener("submit", (event) => {
  if (!isLive(event.target)) return;
  event.preventDefault();
  answer(event.target);
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a[data-name], a[data-switch]");
  const form = document.querySelector("form.live");
  if (link && form) {
    const { name, value } = link.dataset;
    if (name === undefined) {
      event.preventDefault();
      load(link.getAttribute("href"), form.dataset.lost);
    } else if (form.elements[name]) {
      event.preventDefault();
      form.elements[name].value = value; // of a select, or of a group of radio buttons
      answer(form);
    }
  }
  const button = event.target.closest("button[data-copy]");
  if (button) copy(button);
});

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  } catch {
    field.select(); // to be copied by hand
  }
}

// The clipboard is there only where the page came over a safe way; elsewhere the field can be copied by hand.
function prepare() {
  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = !navigator.clipboard;
}

// On a narrow screen, what can be chosen is folded away, so that the answer comes first.
if (matchMedia("(max-width: 44rem)").matches) {
  for (const each of document.querySelectorAll("details.fold")) each.open = false;
}

prepare();
