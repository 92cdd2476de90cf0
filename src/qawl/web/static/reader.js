"use strict";
// What a page can do beyond reading and searching: nothing here is needed for either.

// Filters, order and pages change only the part that they change.
function boost(root) {
  for (const link of root.querySelectorAll(".filters li a, .order a, .chosen a, .paging a, .histogram svg a")) {
    link.setAttribute("hx-get", link.getAttribute("href"));
    link.setAttribute("hx-target", "#found");
    link.setAttribute("hx-select", "#found");
    link.setAttribute("hx-swap", link.closest(".paging") ? "outerHTML show:#found:top" : "outerHTML");
    link.setAttribute("hx-push-url", "true");
    link.setAttribute("hx-indicator", "#found");
  }
  window.htmx?.process(root);
}

// Filters fold away where there is little room, and are there again where there is more: they cannot be unfolded then.
const roomy = matchMedia("(min-width: 60.01rem)");
function fold(root) {
  const details = root.querySelector("[data-fold]");
  if (details) details.open = roomy.matches;
}

// Days are chosen by dragging over the plot; by keyboard one column at a time, with the arrows.
function plot(figure) {
  if (figure.dataset.ready) return;
  figure.dataset.ready = "yes";
  const bands = [...figure.querySelectorAll("[data-since]")].sort((a, b) => (a.dataset.since < b.dataset.since ? -1 : 1));
  const links = bands.filter((band) => band.localName === "a");
  links.forEach((link, place) => link.setAttribute("tabindex", place === links.length - 1 ? "0" : "-1"));
  const isRtl = getComputedStyle(figure).direction === "rtl";
  figure.addEventListener("keydown", (event) => {
    const place = links.indexOf(document.activeElement);
    const step = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 }[event.key];
    const next = event.key === "Home" ? 0 : event.key === "End" ? links.length - 1 : place + step;
    if (place < 0 || !(next in links)) return;
    event.preventDefault();
    links[place].setAttribute("tabindex", "-1");
    links[next].setAttribute("tabindex", "0");
    links[next].focus();
  });
  let from = null;
  let to = null;
  const at = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-since]");
  const show = () => {
    const range = from === null ? [] : [from, to].sort((a, b) => a - b);
    bands.forEach((band, place) => band.classList.toggle("dragged", range.length > 0 && place >= range[0] && place <= range[1]));
  };
  const svg = figure.querySelector("svg");
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !at(event)) return;
    from = to = bands.indexOf(at(event));
  });
  svg.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const band = at(event);
    if (band && bands.includes(band)) to = bands.indexOf(band);
    if (from !== to) show();
  });
  let wasDragged = false;
  addEventListener("pointerup", () => {
    if (from === null) return;
    const [first, last] = [from, to].sort((a, b) => a - b);
    wasDragged = first !== last;
    from = to = null;
    show();
    if (!wasDragged || !figure.isConnected) return;
    const address = new URL(location.href);
    address.searchParams.delete("page");
    address.searchParams.set("since", bands[first].dataset.since);
    address.searchParams.set("until", bands[last].dataset.until);
    location.assign(address);
  });
  svg.addEventListener("click", (event) => {
    if (wasDragged) { event.preventDefault(); event.stopPropagation(); }
    wasDragged = false;
  }, true);
}

// A card and its words light up together.
function light(root) {
  const set = (number, isLit) => {
    for (const part of root.querySelectorAll(`[data-n="${number}"]`)) part.classList.toggle("lit", isLit);
  };
  const numberOf = (event) => event.target.closest?.("[data-n]")?.dataset.n;
  let lit = null;
  const move = (event) => {
    const number = numberOf(event) ?? null;
    if (number === lit) return;
    if (lit !== null) set(lit, false);
    if (number !== null) set(number, true);
    lit = number;
  };
  root.addEventListener("pointerover", move);
  root.addEventListener("pointerleave", move);
  root.addEventListener("focusin", move);
}

function copying(button) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.select();
      document.execCommand("copy");
    }
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}

// A page that is being read asks how far it is; what is said already is not said again, and a lost answer is asked for.
function waiting(part) {
  const ask = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (answer) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("[data-waiting]");
      if (!next) return location.reload();
      if (next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
    }
    setTimeout(ask, 600);
  };
  setTimeout(ask, 600);
}

// An answer without the part that was asked for (of a reader who is signed out, or of a search that takes too long) is
// opened as the page that it is; filters that do not come can be asked for with the page.
function checked(event) {
  const { xhr, target, requestConfig } = event.detail;
  const isPage = xhr.responseText.includes('id="main"');
  const isPart = target.id === "found" ? xhr.responseText.includes('id="found"') : !isPage;
  if (isPart && xhr.status === 200) return;
  event.detail.shouldSwap = false;
  if (target.id === "found") location.assign(requestConfig.path);
  else giveUp(target);
}

function giveUp(part) {
  part.removeAttribute("aria-busy");
  part.querySelector(".scripted")?.remove();
}

function start(root) {
  boost(root);
  fold(root);
  root.querySelectorAll("[data-plot]").forEach(plot);
}

start(document);
document.querySelectorAll(".reading").forEach(light);
document.querySelectorAll("[data-copy]").forEach(copying);
document.querySelectorAll("[data-waiting]").forEach(waiting);
roomy.addEventListener("change", () => fold(document));
document.addEventListener("htmx:beforeSwap", checked);
document.addEventListener("htmx:sendError", ({ detail }) => { if (detail.target.id !== "found") giveUp(detail.target); });
document.addEventListener("htmx:afterSwap", () => {
  const found = document.getElementById("found");
  if (found) start(found);
});
// What was pressed may be gone: whoever goes on by keyboard goes on from there, not from the head of the page.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById("found")?.focus({ preventScroll: true });
});
