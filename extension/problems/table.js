/** Everything that can go wrong, by its code: what it is called, the next step, why, and what the reader can do. */

import { hostOf, isLoopback } from "../address.js";
import { browser, text } from "../platform.js";
import { again, command, extensionDetails, grant, openOptions, original, visibleText } from "./actions.js";

const MEGABYTE = 1_000_000;
const NEXT_PORT = "8418"; // the one after the server's own
const MORE_TIME = "20"; // seconds; four times the server's own limit

/**
 * {title, step, why, quoted, actions, watch} of a failure. Texts are [key, ...values] of _locales; `quoted` is the
 * server's own English sentence; `watch` says what the page waits for: "server", "settings" or nothing.
 */
export function problemOf(failure, context) {
  const facts = {
    code: failure.code,
    detail: failure.detail ?? "",
    host: hostOf(context.settings.server),
    local: isLoopback(context.settings.server),
    ...context,
  };
  return (TABLE[failure.code] ?? unknown)(facts);
}

const TABLE = {
  // From api.js: no answer, or not the right one.
  unreachable: ({ host, local }) =>
    local
      ? {
          title: ["problemUnreachableTitle"],
          step: ["problemUnreachableStep"],
          why: ["problemUnreachableWhy", host],
          actions: [command(), again, openOptions("server")],
          watch: "server",
        }
      : {
          title: ["problemAwayTitle"],
          step: ["problemAwayStep"],
          why: ["problemAwayWhy", host],
          actions: [again, openOptions("server")],
          watch: "server",
        },
  slow: ({ host }) => ({
    title: ["problemSlowTitle"],
    step: ["problemSlowStep"],
    why: ["problemSlowWhy", host],
    actions: [again, openOptions("server"), original],
    watch: "settings",
  }),
  interrupted: ({ host }) => ({
    title: ["problemInterruptedTitle"],
    step: ["problemInterruptedStep"],
    why: ["problemInterruptedWhy", host],
    actions: [again, original],
  }),
  cancelled: () => ({
    title: ["problemCancelledTitle"],
    step: ["problemCancelledStep"],
    actions: [again, original],
  }),
  stranger: ({ host, detail, local }) => ({
    title: ["problemStrangerTitle", host],
    step: local ? ["problemStrangerStep", `127.0.0.1:${NEXT_PORT}`] : ["problemStrangerAwayStep"],
    why: detail ? ["problemStrangerNamedWhy", detail] : ["problemStrangerWhy"],
    actions: [...(local ? [command("--port", NEXT_PORT)] : []), openOptions("server"), again],
    watch: "settings",
  }),
  garbled: ({ host }) => ({
    title: ["problemGarbledTitle"],
    step: ["problemGarbledStep"],
    why: ["problemGarbledWhy", host],
    actions: [again, openOptions("server"), original],
    watch: "settings",
  }),
  version: ({ detail }) => {
    const own = browser.runtime.getManifest().version;
    const serverIsOld = isOlder(detail, own);
    return {
      title: ["problemVersionTitle"],
      step: serverIsOld ? ["problemVersionServerStep"] : ["problemVersionExtensionStep", detail],
      why: ["problemVersionWhy", own, detail],
      actions: [...(serverIsOld ? [command()] : []), again, openOptions("server")],
      watch: "settings",
    };
  },
  permission: ({ host, local }) => ({
    title: ["problemPermissionTitle"],
    step: ["problemPermissionStep"],
    why: local ? ["problemPermissionWhy", host] : ["problemPermissionAwayWhy", host],
    actions: [grant, openOptions("server")],
    watch: "settings",
  }),

  // From the server.
  unauthorized: ({ host, settings }) => ({
    title: settings.token ? ["problemWrongTokenTitle"] : ["problemTokenTitle"],
    step: ["problemTokenStep"],
    why: ["problemTokenWhy", host],
    actions: [openOptions("token"), again],
    watch: "settings",
  }),
  forbidden: ({ detail, host }) =>
    detail.includes("--allowed-hosts")
      ? {
          title: ["problemHostTitle"],
          step: ["problemHostStep"],
          why: ["problemHostWhy"],
          actions: [command("--allowed-hosts", host), again, openOptions("server")],
          watch: "settings",
        }
      : {
          title: ["problemForbiddenTitle"],
          step: ["problemForbiddenStep"],
          why: ["problemForbiddenWhy"],
          actions: [command("--extension-ids", location.host), again, original],
          watch: "settings",
        },
  too_large: ({ detail, record }) => {
    const size = new Blob([record?.html ?? ""]).size;
    const limit = limitIn(detail);
    return {
      title: ["problemTooLargeTitle"],
      step: ["problemTooLargeStep"],
      why: size && limit ? ["problemTooLargeWhy", megabytes(size), megabytes(limit)] : null,
      actions: [command("--body-limit", String(roomFor(Math.max(size, limit)))), again, visibleText, original],
    };
  },
  no_article: () => ({
    title: ["problemNoArticleTitle"],
    step: ["problemNoArticleStep"],
    why: ["problemNoArticleWhy"],
    actions: [visibleText, original],
  }),
  busy: () => ({
    title: ["problemBusyTitle"],
    step: ["problemBusyStep"],
    why: ["problemBusyWhy"],
    actions: [again, original],
  }),
  took_too_long: () => ({
    title: ["problemTookTooLongTitle"],
    step: ["problemTookTooLongStep"],
    why: ["problemTookTooLongWhy"],
    actions: [command("--time-limit", MORE_TIME), again, visibleText, original],
  }),
  internal_error: () => ({
    title: ["problemServerBrokeTitle"],
    step: ["problemServerBrokeStep"],
    actions: [again, visibleText, original],
  }),
  worker_died: () => ({
    title: ["problemWorkerDiedTitle"],
    step: ["problemWorkerDiedStep"],
    why: ["problemWorkerDiedWhy"],
    actions: [again, visibleText, original],
  }),
  bad_request: misunderstood,
  unreadable_body: misunderstood,
  bad_option: misunderstood,
  not_found: misunderstood,
  method_not_allowed: misunderstood,
  not_acceptable: misunderstood,
  unsupported_media_type: misunderstood,

  // From the capture.
  protected: () => ({
    title: ["problemProtectedTitle"],
    step: ["problemProtectedStep"],
    why: ["problemProtectedWhy"],
    actions: [original],
  }),
  pdf: () => ({
    title: ["problemPdfTitle"],
    step: ["problemPdfStep"],
    why: ["problemPdfWhy"],
    actions: [original],
  }),
  no_page: () => ({
    title: ["problemNoPageTitle"],
    step: ["problemNoPageStep"],
    why: ["problemNoPageWhy"],
    actions: [original],
  }),
  file: () => ({
    title: ["problemFileTitle"],
    step: ["problemFileStep"],
    why: ["problemFileWhy"],
    actions: [extensionDetails],
  }),
  internal: ({ detail }) => ({
    title: ["problemInternalTitle"],
    step: ["problemInternalStep"],
    quoted: detail,
    actions: [original],
  }),

  // From the reader page.
  lost: () => ({
    title: ["problemLostTitle"],
    step: ["problemLostStep"],
    why: ["problemLostWhy"],
    actions: [original],
  }),
};

/** Extension and server have come apart; what the server says is for whoever looks after it. */
function misunderstood({ detail }) {
  return {
    title: ["problemMisunderstoodTitle"],
    step: ["problemMisunderstoodStep"],
    quoted: detail,
    actions: [again, visibleText, original],
  };
}

function unknown({ code, detail }) {
  return {
    title: ["problemUnknownTitle"],
    step: ["problemUnknownStep"],
    quoted: detail || code,
    actions: [again, original],
  };
}

function isOlder(one, other) {
  return one.localeCompare(other, "en", { numeric: true }) < 0;
}

/** The limit in "The body is over the limit of 20,000,000 bytes.", or 0. */
function limitIn(detail) {
  return Number((/\d[\d,]*/.exec(detail)?.[0] ?? "0").replaceAll(",", ""));
}

/** A limit that the page fits in, with room for the next one. */
function roomFor(size) {
  return Math.ceil((size * 1.5) / (10 * MEGABYTE)) * 10 * MEGABYTE;
}

function megabytes(bytes) {
  const format = { style: "unit", unit: "megabyte", maximumSignificantDigits: 2 };
  return new Intl.NumberFormat(text("locale"), format).format(bytes / MEGABYTE);
}
