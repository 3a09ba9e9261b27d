// Escape closes a dialog where the focus has left it, too, as after a download.
if (!window.vermeilEscapes) {
  window.vermeilEscapes = true;
  document.addEventListener("keydown", (event) => {
    const dialog = event.key === "Escape" && document.querySelector('[data-testid="stDialog"] [role="dialog"]');
    if (dialog && !dialog.contains(document.activeElement)) dialog.querySelector('[aria-label="Close"]')?.click();
  });
}
