// Makes pages a little easier where scripts run. Everything works without this file.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

const forms = [...document.querySelectorAll("main form[method=post]")].filter((form) => form.querySelector("textarea"));
const unsaved = new Set();

// Words are saved while they are typed: the form is sent to its own address with "autosave", ten seconds after the last
// key, and when the page is left.
const save = async (form, { leaving = false } = {}) => {
  const status = form.querySelector("[data-autosave-status]");
  const data = new URLSearchParams(new FormData(form));
  data.append("autosave", "1");
  unsaved.delete(form);
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body: data, redirect: "manual", keepalive: leaving });
    if (!answer.ok) throw new Error("not taken");
    const { version } = await answer.json();
    const field = form.querySelector("input[name=version]");
    if (field && version !== undefined) field.value = version;
    if (status) status.textContent = "Saved.";
  } catch {
    unsaved.add(form);
    if (status) status.textContent = "Not saved yet. Choose “Save and continue”.";
  }
};
for (const form of forms) {
  let waiting = null;
  form.addEventListener("input", () => {
    unsaved.add(form);
    if (!("autosave" in form.dataset)) return;
    clearTimeout(waiting);
    waiting = setTimeout(save, 10000, form);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    unsaved.clear();
  });
}
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const form of [...unsaved]) if ("autosave" in form.dataset) save(form, { leaving: true });
});
addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});

// Hide this screen: the link, or Shift three times. Nothing typed is lost, because the page stays underneath.
const link = document.querySelector("[data-hide]");
if (link) {
  const cover = document.createElement("main");
  cover.className = "sharewell-cover govuk-width-container govuk-main-wrapper";
  cover.innerHTML = '<h1 class="govuk-heading-l">Nothing to see here</h1><p><button type="button" class="sharewell-link-button">Go back</button></p>';
  document.body.append(cover);
  const title = document.title;
  const set = (hidden) => {
    document.body.classList.toggle("sharewell-covered", hidden);
    document.title = hidden ? "Nothing to see here" : title;
    (hidden ? cover.querySelector("button") : link).focus();
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    set(true);
  });
  cover.querySelector("button").addEventListener("click", () => set(false));
  let presses = [];
  let alone = false;
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.repeat;
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    presses = [...presses, event.timeStamp].filter((moment) => event.timeStamp - moment < 1500);
    if (presses.length < 3) return;
    presses = [];
    set(true);
  });
}

// Say in time that nobody has done anything for a while; a page left open does not stay open for whoever comes by.
const idle = Number(document.body.dataset.idle || 0) * 1000;
if (idle) {
  const minutes = Math.min(3, idle / 120000);
  const box = document.createElement("div");
  box.className = "sharewell-time";
  box.hidden = true;
  box.setAttribute("role", "alert");
  document.body.append(box);
  let warning = null;
  let ending = null;
  const stay = async () => {
    box.hidden = true;
    try {
      const answer = await fetch("/still-here", { method: "POST", redirect: "manual", headers: { "X-CSRFToken": document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "" } });
      if (answer.ok) return begin();
    } catch {
      // No connection: the warning comes back with the next press.
    }
    return end();
  };
  const warn = () => {
    box.innerHTML = '<p class="govuk-body"></p><button type="button" class="govuk-button">Stay signed in</button>';
    box.querySelector("p").textContent = `You will be signed out in ${Math.max(1, Math.round(minutes))} minutes, because nothing was done here for a while. What you wrote is kept.`;
    box.querySelector("button").addEventListener("click", stay);
    box.hidden = false;
  };
  const end = () => {
    if (!unsaved.size) return location.reload();
    box.innerHTML = '<p class="govuk-body">You may have been signed out. Choose the button at the end of the form: you are asked to sign in, and what you wrote is kept.</p>';
    box.hidden = false;
  };
  const begin = () => {
    clearTimeout(warning);
    clearTimeout(ending);
    warning = setTimeout(warn, idle - minutes * 60000);
    ending = setTimeout(end, idle + 45000);
  };
  begin();
}
