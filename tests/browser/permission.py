"""Permissions as a reader gives and takes them, in the browser's own dialogs and pages."""

from __future__ import annotations

from typing import Any

from .chromium import Chromium
from .driver import Browser, Tab, wait_until
from .firefox import ID, Firefox

HOLDS = "return chrome.permissions.contains({ origins: [arguments[0]] })"
UPDATE = "updateExtensionConfiguration"
PRESS = """
    const [button] = arguments;
    const prompt = PopupNotifications.panel.firstElementChild;
    if (PopupNotifications.panel.state !== "open" || prompt?.id !== "addon-webext-permissions-notification") {
      return false;
    }
    prompt[button].click();
    return true;
"""
CHANGE = """
    const [id, action, origin] = arguments;
    const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
    const { extension } = WebExtensionPolicy.getByID(id);
    await ExtensionPermissions[action](id, { permissions: [], origins: [origin], data_collection: [] }, extension);
"""


def holds(browser: Browser, origin: str) -> bool:
    return bool(browser.home.run(HOLDS, origin))


def click_and_allow(browser: Browser, tab: Tab, selector: str, origin: str) -> None:
    """Clicks what asks for a permission, and says yes in the browser's dialog.

    Without a screen nobody can click in Chromium's dialog: there the yes is given first, in the page for extensions.
    """
    if isinstance(browser, Chromium):
        _on_extensions_page(browser, "addHostPermission", browser.id, origin)
        tab.front()
        tab.click(selector)
        return
    tab.click(selector)
    _press(browser, "button")


def click_and_deny(browser: Firefox, tab: Tab, selector: str) -> None:
    tab.click(selector)
    _press(browser, "secondaryButton")


def _press(browser: Browser, button: str) -> None:
    assert isinstance(browser, Firefox)
    wait_until(lambda: browser.marionette.run("chrome", PRESS, button), "the dialog about the permission")


def withhold(browser: Browser, origin: str) -> None:
    """Takes a permission away, as a reader can in the page for extensions."""
    if isinstance(browser, Chromium):
        _on_extensions_page(browser, UPDATE, {"extensionId": browser.id, "hostAccess": "ON_CLICK"})
    elif isinstance(browser, Firefox):
        browser.marionette.run("chrome", CHANGE, ID, "remove", origin)
    wait_until(lambda: not holds(browser, origin), f"{origin} to be taken away")


def give(browser: Browser, origin: str) -> None:
    """Gives it back in that page."""
    if isinstance(browser, Chromium):
        _on_extensions_page(browser, UPDATE, {"extensionId": browser.id, "hostAccess": "ON_ALL_SITES"})
    elif isinstance(browser, Firefox):
        browser.marionette.run("chrome", CHANGE, ID, "add", origin)
    wait_until(lambda: holds(browser, origin), f"{origin} to be given")


def _on_extensions_page(browser: Chromium, function: str, *arguments: Any) -> None:
    page = browser.context.new_page()
    page.goto("chrome://extensions")
    page.evaluate(
        "([name, values]) => new Promise((done) => chrome.developerPrivate[name](...values, done))",
        [function, list(arguments)],
    )
    page.close()
