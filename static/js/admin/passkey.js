/* Says in the page what a passkey's ceremony only writes to the console, and hides the button where
   the browser knows no passkeys. */
const failure = document.querySelector("[data-passkey-failure]");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  failure.hidden = false;
});

if (!window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) {
    part.hidden = true;
  }
}
