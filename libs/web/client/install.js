export {};
// Makes the community something that can be installed: see libs/web/service-worker. By a secure connection, or on the
// machine itself; browsers have it nowhere else.

const lookKey = 'look';

/** What was chosen for this browser holds also where no server says it. */
function keepLook() {
  const { look } = document.documentElement.dataset;
  try {
    if (document.querySelector('[data-offline]')) {
      const kept = localStorage.getItem(lookKey);
      if (kept === 'light' || kept === 'dark') document.documentElement.dataset['look'] = kept;
    } else if (look) localStorage.setItem(lookKey, look);
    else localStorage.removeItem(lookKey);
  } catch {
    // Then it is as the device has it.
  }
}

function install() {
  if (!window.isSecureContext || !('serviceWorker' in navigator)) return;
  const address = `/service-worker.js?${new URLSearchParams({ lang: document.documentElement.lang })}`;
  navigator.serviceWorker.register(address, { scope: '/', updateViaCache: 'none' }).catch(() => undefined); // without it
}

keepLook();
// Not before the page itself has come.
if (document.readyState === 'complete') install();
else addEventListener('load', install);
