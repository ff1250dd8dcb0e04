// Comfort only: saving while one types, fresh pages beside the form, a warning before leaving.
// Everything works without this file.
"use strict";
document.querySelector("a[data-start]")?.click();

// Words in a form that is saved by its button alone are not left behind unasked.
document.querySelectorAll("form[data-guard]").forEach((form) => {
  let touched = false;
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
  addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });
});

(() => {
  const form = document.getElementById("edit");
  if (!form) return;
  const state = form.querySelector(".state");
  const say = (name) => { if (state) state.textContent = form.dataset[name]; };
  // What was refused, or waits for a decision, stands nowhere but on this page.
  const unsaved = form.querySelector(".notice.bad, .conflict") !== null;
  let dirty = unsaved;
  let running = false;
  let timer = 0;
  let pause = 900;

  const mark = (fields) => {
    form.querySelectorAll(".error.live").forEach((old) => old.remove());
    form.querySelectorAll("[data-live]").forEach((field) => {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("data-live");
    });
    for (const [id, sentences] of Object.entries(fields)) {
      const field = document.getElementById(id);
      if (!field || !("value" in field)) continue;
      const text = document.createElement("p");
      text.className = "error live";
      text.id = id + "-error";
      text.textContent = sentences.join(" ");
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("data-live", "");
      field.setAttribute("aria-describedby", text.id);
      field.after(text);
    }
  };

  const refresh = async () => {
    const preview = document.getElementById("preview");
    if (!preview) return;
    const answer = await fetch(preview.dataset.address, { headers: { Accept: "text/html" } });
    if (answer.ok) replace(preview, await answer.text());
  };

  // The answers are our own pages; parsing them apart keeps scripts in them from running.
  const replace = (place, html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    place.replaceChildren(...parsed.body.childNodes);
  };

  // Words of others go into fields that nobody touched meanwhile; says whether all could.
  const takeOver = (fresh, sent) => {
    const names = Object.keys(fresh);
    const untouched = (name) => form.elements.namedItem(name)?.value === sent.get(name);
    if (!names.every(untouched)) return false;
    for (const name of names) form.elements.namedItem(name).value = fresh[name];
    return true;
  };

  const save = async () => {
    if (running || !dirty) return;
    running = true;
    dirty = false;
    say("saving");
    try {
      const data = new FormData(form);
      data.set("do", "save");
      // A new demand is ticked by a person, and chosen files are sent by one.
      data.delete("tick");
      data.delete("logo");
      const multipart = form.enctype === "multipart/form-data";
      const body = multipart ? data : new URLSearchParams(data);
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.state === "saved") {
        replace(document.getElementById("panel"), told.panel);
        mark({});
        if (told.redraw && !dirty) { location.reload(); return; }
        if (told.redraw || !takeOver(told.fresh, data)) {
          // Something here is out of date: the button shows both versions side by side.
          dirty = true;
          say("conflict");
          running = false;
          return;
        }
        form.elements.namedItem("version").value = told.version;
        if (!dirty) say("saved");
        pause = 900;
        refresh().catch(() => {});
      } else {
        dirty = true;
        if (told.fields) mark(told.fields);
        say(told.state);
        running = false;
        return;
      }
    } catch (error) {
      dirty = true;
      say("failed");
      pause = Math.min(pause * 2, 30000);
      timer = setTimeout(save, pause);
    }
    running = false;
    if (dirty) { clearTimeout(timer); timer = setTimeout(save, pause); }
  };

  // Items that are not stored yet, and addresses that change with their own name, wait for the
  // button: the page has to be drawn anew for them.
  const waits = (field) => field.name === "slug" || field.type === "file" || field.name === "tick" || field.name === "source" || field.name === "languages";

  form.addEventListener("input", (event) => {
    dirty = true;
    say("unsaved");
    if (waits(event.target) || form.querySelector(".conflict, .notice.bad")) return;
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  });
  form.addEventListener("submit", () => { dirty = false; clearTimeout(timer); });
  addEventListener("beforeunload", (event) => { if (dirty || running) event.preventDefault(); });

  const trouble = document.querySelector('.notice[role="alert"]');
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (trouble) trouble.focus();
  else if (target) (target.matches("input, textarea, select") ? target : target.querySelector("input:not([type=hidden]), textarea, select") || target).focus({ preventScroll: true });
})();
