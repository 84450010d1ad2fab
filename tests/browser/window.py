"""Scripts for Firefox's own window: what no page and no WebDriver command can do."""

PREPARE = """
    const [language, id] = arguments;
    Services.locale.availableLocales = [language, "en-US"];
    Services.locale.requestedLocales = [language]; // Firefox's own words stay English; an extension has its own
    Services.console.reset();
    const shared = Cu.getGlobalForObject(Services);
    shared.asked = [];
    shared.complaints = [];
    if (!shared.watch) {
      shared.watch = { observe(subject) {
        const channel = subject.QueryInterface(Ci.nsIHttpChannel);
        if (channel.loadInfo?.loadingPrincipal?.addonId === id) {
          shared.asked.push(channel.URI.spec);
        }
      } };
      Services.obs.addObserver(shared.watch, "http-on-opening-request");
      Services.ppmm.addMessageListener("console.error", ({ data }) => shared.complaints.push(data));
      Services.ppmm.loadProcessScript(`data:,(${encodeURIComponent(function () {
        const tell = ({ wrappedJSObject: { addonId, level, filename, lineNumber, arguments: said } }) => {
          if (addonId && ["error", "assert"].includes(level)) {
            Services.cpmm.sendAsyncMessage("console.error", `${filename}:${lineNumber}: ${said.map(String).join(" ")}`);
          }
        };
        const everybody = Cc["@mozilla.org/systemprincipal;1"].createInstance(Ci.nsIPrincipal);
        const console = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
        console.addLogEventListener(tell, everybody);
      })})()`, true);
    }
"""
TAKE_REQUESTS = """
    return Cu.getGlobalForObject(Services).asked.splice(0);
"""
TAKE_ERRORS = """
    const [base] = arguments;
    const errors = Services.console.getMessageArray().filter((message) => {
      const script = message instanceof Ci.nsIScriptError;
      return script && message.sourceName.startsWith(base) && !(message.flags & Ci.nsIScriptError.warningFlag);
    });
    Services.console.reset();
    const told = errors.map((error) => `${error.sourceName}:${error.lineNumber}: ${error.errorMessage}`);
    return [...told, ...Cu.getGlobalForObject(Services).complaints.splice(0)];
"""
PLACE_BUTTON = """
    CustomizableUI.addWidgetToArea(arguments[0], CustomizableUI.AREA_NAVBAR);
"""
CLOSE = """
    if (gBrowser.tabs.length === 1) {
      return false;
    }
    gBrowser.removeTab(gBrowser.selectedTab, { animate: false, skipPermitUnload: true }); // also while the page is busy
    return true;
"""
CALM = """
    Services.prefs.clearUserPref("ui.prefersReducedMotion");
"""
RESIZE = """
    const [width, height] = arguments;
    const browser = gBrowser.selectedBrowser;
    for (const [side, size] of [["width", width], ["height", height]]) {
      browser.style.setProperty(`min-${side}`, `${size}px`);
      browser.style.setProperty(`max-${side}`, `${size}px`);
    }
"""
EMULATE = """
    const [scheme, motion, colours] = arguments;
    const context = gBrowser.selectedBrowser.browsingContext;
    context.prefersColorSchemeOverride = scheme;
    context.forcedColorsOverride = colours ? "active" : "none";
    Services.prefs.setIntPref("ui.prefersReducedMotion", motion ? 1 : 0);
"""
SUSPEND = """
    const { extension } = WebExtensionPolicy.getByID(arguments[0]);
    await extension.terminateBackground({ ignoreDevToolsAttached: true });
    return extension.backgroundState;
"""
RELOAD = """
    const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
    const addon = await AddonManager.getAddonByID(arguments[0]);
    const shared = Cu.getGlobalForObject(Services);
    shared.reloaded = false;
    addon.reload().then(() => (shared.reloaded = true)); // not awaited: a page of it that closes would end the script
"""
RELOADED = """
    return Cu.getGlobalForObject(Services).reloaded;
"""
