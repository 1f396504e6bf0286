// Makes pages a little easier where scripts run. Everything works without this file.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// Words are saved while they are typed: the form is sent to its own address with "autosave", twenty seconds after the last key.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  let waiting = null;
  const status = form.querySelector("[data-autosave-status]");
  const save = async () => {
    const data = new FormData(form);
    data.append("autosave", "1");
    try {
      const answer = await fetch(form.action || window.location.href, { method: "POST", body: data, redirect: "manual" });
      if (answer.ok) {
        const { version } = await answer.json();
        const field = form.querySelector("input[name=version]");
        if (field && version !== undefined) field.value = version;
        if (status) status.textContent = "Saved.";
      } else if (status) {
        status.textContent = "Not saved yet. Choose “Save and continue”.";
      }
    } catch {
      if (status) status.textContent = "Not saved yet: no connection. Keep this page open.";
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 20000);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
}
