export type Level = "error" | "warn" | "info" | "debug";
const severity: Record<Level, number> = { error: 0, warn: 1, info: 2, debug: 3 };

/** What a log line may carry beside its text; secrets are masked before anything is written. */
export type Fields = Record<string, string | number | boolean | null | undefined>;

export interface Log {
  error(text: string, fields?: Fields): void;
  warn(text: string, fields?: Fields): void;
  info(text: string, fields?: Fields): void;
  debug(text: string, fields?: Fields): void;
  /** A line that replaces the one before it where a person is watching; nothing elsewhere. */
  progress(text: string): void;
}

export interface LogOptions {
  format: "text" | "json";
  level: Level;
  /** Values that must never appear in the output. */
  secrets?: readonly string[];
  now?: () => Date;
  stream?: { write(text: string): unknown; isTTY?: boolean | undefined; columns?: number | undefined };
}

/** A log that writes people's text or JSON lines to standard error. */
export function createLog(options: LogOptions): Log {
  const stream = options.stream ?? process.stderr;
  const now = options.now ?? (() => new Date());
  const secrets = (options.secrets ?? []).filter((secret) => secret.length > 0);
  const terminal = options.format === "text" && stream.isTTY === true;
  let pending = false;

  const masked = (text: string): string => secrets.reduce((result, secret) => result.replaceAll(secret, "****"), text);
  const clear = (): void => {
    if (pending) stream.write("\r\u001b[2K");
    pending = false;
  };
  const write = (level: Level, text: string, fields: Fields = {}): void => {
    if (severity[level] > severity[options.level]) return;
    clear();
    if (options.format === "json") {
      stream.write(`${masked(JSON.stringify({ time: now().toISOString(), level, text, ...fields }))}\n`);
      return;
    }
    const mark = level === "error" ? "error: " : level === "warn" ? "warning: " : "";
    stream.write(`${masked(mark + text)}\n`);
  };
  return {
    error: (text, fields) => write("error", text, fields),
    warn: (text, fields) => write("warn", text, fields),
    info: (text, fields) => write("info", text, fields),
    debug: (text, fields) => write("debug", text, fields),
    progress: (text) => {
      if (!terminal || severity.info > severity[options.level]) return;
      clear();
      stream.write(masked(text).slice(0, (stream.columns ?? 80) - 1));
      pending = true;
    },
  };
}

/** A log that keeps silent: for library use and tests. */
export const silentLog: Log = { error() {}, warn() {}, info() {}, debug() {}, progress() {} };
