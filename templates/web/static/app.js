// Comfort only: saving while one types, fresh pages beside the form, a warning before leaving.
// Everything works without this file.
"use strict";
document.querySelector("a[data-start]")?.click();

// Whether the server answers; a proxy says with these numbers that it stands there alone.
const ALONE = [502, 503, 504];
const answers = async () => {
  try {
    const icon = document.querySelector("link[rel=icon]").href;
    return !ALONE.includes((await fetch(icon, { method: "HEAD", cache: "no-store" })).status);
  } catch {
    return false;
  }
};

// A form that is sent while the server is away would give way to a page of the browser's own, and
// take along what was typed: the server is asked first. This listener comes before all others.
document.querySelectorAll("main form[method=post]").forEach((form) => {
  let asking = false;
  let goes = false;
  let told = null;

  const tell = (button) => {
    const place = button?.closest(".save");
    told = document.createElement("p");
    told.className = "notice bad";
    told.setAttribute("role", "alert");
    if (place) place.append(told);
    else (button || form.lastElementChild).before(told);
    told.textContent = document.body.dataset.away;
    told.scrollIntoView({ block: "nearest" });
  };

  form.addEventListener("submit", async (event) => {
    if (goes) { goes = false; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking) return;
    asking = true;
    const there = await answers();
    asking = false;
    told?.remove();
    goes = there;
    if (there) form.requestSubmit(event.submitter);
    else if (form.id === "edit") form.dispatchEvent(new Event("away"));
    else tell(event.submitter);
  });
});

// Words in a form that is saved by its button alone are not left behind unasked.
document.querySelectorAll("form[data-guard]").forEach((form) => {
  let touched = false;
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
  addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });
});

// What goes on by itself is shown as it goes on; without scripts the whole page asks again.
(() => {
  const moving = document.querySelector("[data-again]");
  if (!moving) return;
  setInterval(async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-again]");
    if (fresh?.dataset.again !== moving.dataset.again) location.reload();
    else if (fresh.innerHTML !== moving.innerHTML) moving.replaceChildren(...fresh.childNodes);
  }, 5000);
})();

(() => {
  const form = document.getElementById("edit");
  if (!form) return;
  const state = form.querySelector(".state");
  const say = (name) => { if (state) state.textContent = form.dataset[name]; };
  // What was refused, or waits for a decision, stands nowhere but on this page.
  const unsaved = form.querySelector(".notice.bad, .conflict") !== null;
  let dirty = unsaved;
  // A tick or a file, which the button alone sends.
  let left = false;
  let running = false;
  let timer = 0;
  let pause = 900;

  // What has to be decided first, or is sent by the button alone, does not go by itself.
  const stays = () => left || form.querySelector(".conflict, .notice.bad") !== null;
  const sayAway = () => { if (state) state.textContent = (stays() ? document.body : form).dataset.away; };

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
      const json = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (ALONE.includes(answer.status) && !json) throw new TypeError("a proxy stands alone");
      const told = await answer.json();
      if (told.state === "failed") throw new Error("nothing was saved");
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
        if (!dirty) say(left ? "unsaved" : "saved");
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
      if (error instanceof TypeError) sayAway();
      else say("failed");
      pause = Math.min(pause * 2, 30000);
    }
    running = false;
    if (dirty) { clearTimeout(timer); timer = setTimeout(save, pause); }
  };

  // Items that are not stored yet, and addresses that change with their own name, wait for the
  // button: the page has to be drawn anew for them.
  const waits = (field) => field.name === "slug" || field.type === "file" || field.name === "tick" || field.name === "source" || field.name === "languages";

  form.addEventListener("input", (event) => {
    dirty = true;
    left ||= event.target.type === "file" || event.target.name === "tick";
    say("unsaved");
    if (waits(event.target) || form.querySelector(".conflict, .notice.bad")) return;
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  });
  form.addEventListener("submit", () => { dirty = left = false; clearTimeout(timer); });
  form.addEventListener("away", () => {
    dirty = true;
    sayAway();
    if (form.querySelector(".conflict, .notice.bad")) return;
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  });
  addEventListener("beforeunload", (event) => { if (dirty || left || running) event.preventDefault(); });

  const trouble = document.querySelector('.notice[role="alert"]');
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (trouble) trouble.focus();
  else if (target) (target.matches("input, textarea, select") ? target : target.querySelector("input:not([type=hidden]), textarea, select") || target).focus({ preventScroll: true });
})();
