// Shortcuts, suggestions and "around me". Every page works the same without this file.
(() => {
  "use strict";
  const said = document.currentScript.dataset;
  const find = (selector, root = document) => root.querySelector(selector);
  const make = (tag, values) => Object.assign(document.createElement(tag), values);
  const OFF = "relais-keys-off";
  // A browser may refuse to keep anything.
  const kept = {
    get off() { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } },
    set off(is) { try { is ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF); } catch { /* as before */ } },
  };

  // Shortcuts
  const hits = () => document.querySelectorAll("main .offer h2 > a, main .points a");
  const chosen = () => document.activeElement.closest(".offer, .points > li")
    || find("main .offer") || find("main");
  const go = link => { if (link) link.click(); };
  const keys = {
    "/": () => { const q = find("#q"); if (q) { q.focus(); q.select(); } else location.assign("/recherche"); },
    o: () => go(find("a[href^='/orienter?']", chosen()) || find("main a[href^='/orienter?']")),
    i: () => { if (find("[data-print]")) print(); else go(find("a[href$='/feuille']", chosen())); },
    "?": () => showKeys(),
  };
  const isTyping = one => one.isContentEditable || one.closest("input, select, textarea, dialog");
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey
      || event.repeat || event.isComposing || kept.off || isTyping(event.target)) return;
    const rank = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    const act = rank ? () => go(hits()[rank - 1]) : Object.hasOwn(keys, event.key) && keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  const addSwitch = list => {
    const label = make("label", { className: "choice" });
    const box = make("input", { type: "checkbox", checked: !kept.off });
    box.addEventListener("change", () => { kept.off = !box.checked; });
    label.append(box, list.dataset.use);
    list.append(label);
  };
  let dialog;
  const showKeys = async () => {
    if (!dialog) {
      const answer = await fetch("/raccourcis");
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const [title, list] = [find("h1", page), find("#keys", page)];
      if (!title || !list || dialog) return;
      dialog = make("dialog", { className: "card" });
      dialog.setAttribute("aria-labelledby", "keys-title");
      const form = make("form", { method: "dialog" });
      form.append(make("button", { className: "button", textContent: list.dataset.close }));
      list.removeAttribute("id");
      addSwitch(list);
      dialog.append(make("h2", { id: "keys-title", textContent: title.textContent }), list, form);
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
  };
  const here = find("#keys");
  if (here) addSwitch(here);

  const printer = find("[data-print]");
  if (printer) {
    printer.hidden = false;
    printer.addEventListener("click", () => print());
  }

  // A form that is being filled in is kept on the server two seconds after each change.
  const begun = find("form[data-keep]");
  if (begun) {
    let wait, isChanged = false;
    const keep = () => {
      clearTimeout(wait);
      if (!isChanged) return;
      isChanged = false;
      const body = new URLSearchParams(new FormData(begun));
      body.set("auto", "oui");
      fetch(begun.dataset.keep, { method: "POST", body, keepalive: true }).catch(() => { isChanged = true; });
    };
    begun.addEventListener("input", () => { isChanged = true; clearTimeout(wait); wait = setTimeout(keep, 2000); });
    begun.addEventListener("submit", () => { clearTimeout(wait); isChanged = false; });
    document.addEventListener("visibilitychange", keep);
  }

  // The QR code of a slip carries the code behind the "#", which no server ever sees.
  const card = find("form input#code");
  if (card && location.hash.length > 1) {
    card.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname + location.search);
    find("#pin").focus();
  }

  // Around me: asked on click only, and rounded to about a hundred metres.
  const place = find(".search #lieu");
  if (place && navigator.geolocation) {
    const button = make("button", { type: "button", className: "as-link", textContent: said.near });
    const status = make("p", { className: "hint" });
    status.setAttribute("role", "status");
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(({ coords }) => {
      place.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
      place.form.requestSubmit();
    }, () => { status.textContent = said.nearFailed; }, { timeout: 10000 }));
    place.after(button, status);
  }

  // Suggestions: a list of options under the search box (ARIA combobox).
  const box = find(".search #q");
  if (!box) return;
  const LEAST = 3, WAIT_MS = 150;
  const list = make("ul", { id: "suggestions", className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", said.list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"],
    ["aria-expanded", "false"], ["aria-controls", list.id]]) box.setAttribute(name, value);
  box.type = "text";
  box.after(list);
  const known = new Map();
  let timer, asked = "", at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const mark = next => {
    const options = list.children;
    if (at >= 0) options[at].setAttribute("aria-selected", "false");
    at = next;
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    options[at].setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", options[at].id);
  };
  const open = href => {
    const to = new URL(href, location.origin);
    // Place and filters of the form stay; the words are what was chosen.
    if (to.pathname === "/recherche") {
      for (const [name, value] of new FormData(box.form)) {
        if (name !== "q" && value && !to.searchParams.has(name)) to.searchParams.set(name, value);
      }
    }
    location.assign(to);
  };
  const show = items => {
    close();
    list.replaceChildren(...items.map((item, index) => {
      const option = make("li", { id: `suggestion-${index}`, textContent: item.text });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.href = item.href;
      option.append(" ", make("span", { className: "hint", textContent: item.what }));
      return option;
    }));
    if (!items.length || document.activeElement !== box) return;
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    const words = asked;
    if (!known.has(words)) {
      try {
        const answer = await fetch(`/recherche/suggestions?q=${encodeURIComponent(words)}`);
        if (!answer.ok) return;
        known.set(words, (await answer.json()).items);
      } catch { return; }
    }
    // A slow answer must not replace a later one.
    if (words === asked) show(known.get(words));
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    asked = box.value.trim().slice(0, 60);
    if ([...asked].length < LEAST) return close();
    timer = setTimeout(ask, WAIT_MS);
  });
  box.addEventListener("keydown", event => {
    const count = list.children.length;
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") mark(at + 1 < count ? at + 1 : -1);
    else if (event.key === "ArrowUp") mark(at < 0 ? count - 1 : at - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) open(list.children[at].dataset.href);
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", close);
  // The field keeps the focus while an option is pressed.
  list.addEventListener("mousedown", event => event.preventDefault());
  list.addEventListener("click", event => {
    const option = event.target.closest("[role=option]");
    if (option) open(option.dataset.href);
  });
})();
