// The keys of the page *Review*, as annotation tools have them. They press what stands on the page.
if (!window.vermeilReviews) {
  window.vermeilReviews = true;
  let left = null; // the field that Escape left: the arrows go on from there

  const fields = () => [...document.querySelectorAll('.st-key-review-fields .stElementContainer[class*="st-key-"]')];
  const options = (field) => [...(field?.querySelectorAll('[data-testid="stButtonGroup"] button') ?? [])];
  const press = (key) => document.querySelector(`[class*="st-key-${key}"] button:not(:disabled)`)?.click();
  const current = () => fields().find((field) => field.contains(document.activeElement)) ?? (left?.isConnected ? left : null);
  const typing = (element) => element.matches('textarea, input:not([type="checkbox"]), [contenteditable="true"]');

  const step = (by) => {
    const all = fields(), at = all.indexOf(current());
    left = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    const group = options(left);
    (group.find((option) => option.dataset.testid?.endsWith("Active")) ?? group[0] ?? left?.querySelector("textarea, input"))?.focus();
    left?.scrollIntoView({ block: "nearest" });
  };
  const choose = (number) => {
    const here = options(current());
    (here.length ? here : options(fields()[0]))[number - 1]?.click();
  };
  const leave = () => {
    left = current();
    document.activeElement.blur(); // what was typed is taken over
  };

  const keys = {
    ArrowLeft: () => press("back"), ArrowRight: () => press("ahead"), ArrowUp: () => step(-1), ArrowDown: () => step(1),
    Enter: () => press("save-"), "?": () => press("sheet"), Escape: leave,
  };
  window.addEventListener("keydown", (event) => {
    if (!document.querySelector(".st-key-review") || event.isComposing || event.altKey) return;
    const open = document.querySelector('[data-testid="stPopoverBody"], [role="dialog"], [role="listbox"]');
    const inside = document.activeElement.closest(".st-key-review-fields");
    const away = !inside && document.activeElement.matches("a, button, [tabindex]") && event.key === "Enter";
    const on = (event.ctrlKey || event.metaKey) && event.key === "Enter";
    if (open ? event.key !== "?" || typing(document.activeElement) : away && !on) return;
    const action = on ? () => (leave(), press(document.querySelector('[class*="st-key-onward-"]') ? "onward-" : "ahead"))
      : event.ctrlKey || event.metaKey || (typing(document.activeElement) && event.key !== "Escape") ? null
      : /^[1-9]$/.test(event.key) ? () => choose(Number(event.key)) : keys[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat || event.key.startsWith("Arrow")) action(); // whoever leans on a key decides once
  }, true);
}
