// Starts the program for one test: its own display, session bus, driver, workspace and keystore. Nothing of the
// machine's own is touched, and nothing is left.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Session, isReady } from "./client.mjs";
import { Page, until } from "./page.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const program = process.env.ESSAIM_APP ?? path.join(root, "target", "debug", "essaim");
const commandLine = path.join(path.dirname(program), "essaim-cli");
const artefacts = process.env.ESSAIM_ARTEFACTS ?? path.join(root, "artefacts");

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function startDisplay({ width, height }) {
  const screen = `${width}x${height}x24`;
  const server = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [number] = await once(server.stdout, "data");
  return { server, name: `:${number.toString().trim()}` };
}

/** A folder of its own for a person at a desktop: workspace, keystore, and what the system keeps for programs. */
export class Desk {
  #folder;

  constructor(folder) {
    this.#folder = folder;
  }

  /** A new, empty one. Given a test context, it is removed when that test ends. */
  static async create(test) {
    const desk = new Desk(await mkdtemp(path.join(os.tmpdir(), "essaim-e2e-")));
    await mkdir(desk.path("home"), { recursive: true });
    test?.after(() => desk.remove());
    return desk;
  }

  /** A path inside. */
  path(...names) {
    return path.join(this.#folder, ...names);
  }

  /** The variables with which program and command line work here. */
  variables() {
    return {
      ESSAIM_WORKSPACE: this.path("workspace"),
      ESSAIM_KEYSTORE: this.path("keystore"),
      HOME: this.path("home"),
      XDG_DATA_HOME: this.path("home", "data"),
      XDG_CONFIG_HOME: this.path("home", "config"),
      XDG_CACHE_HOME: this.path("home", "cache"),
      XDG_RUNTIME_DIR: this.path("home"),
    };
  }

  /** Runs `essaim-cli` on this desk's workspace; gives the JSON it answered. Refusals are answers too. */
  async cli(...args) {
    const options = { env: { ...process.env, ...this.variables() }, maxBuffer: 64 * 1024 * 1024 };
    const run = promisify(execFile)(commandLine, ["--json", ...args], options);
    const { stdout } = await run.catch((failed) => {
      if (failed.code !== 1) throw failed;
      return failed;
    });
    return JSON.parse(stdout);
  }

  remove() {
    return rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts `command` on a session bus of its own; its first line tells the bus's address. */
async function startOnBus(command, env) {
  const told = ["sh", "-c", 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec "$@" >&2', "sh", ...command];
  const child = spawn("dbus-run-session", ["--", ...told], { env, stdio: ["ignore", "pipe", "ignore"], detached: true });
  const [address] = await once(child.stdout, "data");
  return { child, address: address.toString().trim() };
}

/** Sends a signal to a process or, by a negative number, to a group; gives whether there was one. */
function signal(target, name) {
  try {
    return process.kill(target, name);
  } catch {
    return false;
  }
}

/** The program, running on a desk. */
export class App {
  #processes = [];
  #session;
  #variables;

  /**
   * Opens the window. `desk` may be one that served before: the workspace is then found as it was left. `picks` are the
   * files a person would choose, one for each of the system's dialogs, in order; an empty text gives up. `drives` are folders
   * that stand for sticks.
   */
  static async open(test, { desk, args = [], picks = [], drives = [], language = "fr_FR.UTF-8", dark = false, size } = {}) {
    const app = new App();
    test?.after(async () => {
      // What the window showed last: of a test that failed, this is what one looks at first.
      await app.page?.picture(test.name, "last").catch(() => undefined);
      await app.close();
    });
    app.desk = desk ?? (await Desk.create(test));
    try {
      await app.#start({ args, picks, drives, language, dark, size: size ?? { width: 1280, height: 800 } });
    } catch (error) {
      await app.close();
      throw error;
    }
    return app;
  }

  async #start({ args, picks, drives, language, dark, size }) {
    const display = await startDisplay(size);
    this.#processes.push(display.server);
    const [port, nativePort] = [await freePort(), await freePort()];
    const driver = ["tauri-driver", "--port", `${port}`, "--native-port", `${nativePort}`];
    this.#variables = {
      ...process.env,
      ...this.desk.variables(),
      DISPLAY: display.name,
      GDK_BACKEND: "x11",
      WAYLAND_DISPLAY: "",
      GTK_THEME: dark ? "Adwaita:dark" : "Adwaita",
      LANG: language,
      LANGUAGE: language.slice(0, 2),
      ESSAIM_TEST_PICK: picks.join(path.delimiter),
      ESSAIM_TEST_DRIVES: drives.join(path.delimiter),
      // No accessibility bus runs here; GTK would wait for one.
      NO_AT_BRIDGE: "1",
    };
    const bus = await startOnBus(driver, this.#variables);
    this.#processes.push(bus.child);
    this.#variables.DBUS_SESSION_BUS_ADDRESS = bus.address;
    const server = `http://127.0.0.1:${port}`;
    await until("the driver", () => isReady(server), { within: 20_000 });
    /** When the driver was asked to start the program, milliseconds since 1970. */
    this.startedAt = Date.now();
    this.#session = await Session.start(server, program, args);
    this.page = new Page(this.#session, artefacts);
  }

  /** Gives the page a size, in pixels. */
  resize(width, height) {
    return this.#session.resize(width, height);
  }

  /** Starts the program a second time at the same desk, as a double-click on a file does; gives its exit status. */
  async startAgain(args = []) {
    const second = spawn(program, args, { env: this.#variables, stdio: "ignore" });
    const [status] = await once(second, "exit");
    return status;
  }

  /** What the whole screen shows, point by point: for when no driver looks at the page. */
  async screen() {
    const { stdout } = await promisify(execFile)("import", ["-window", "root", "ppm:-"], { env: this.#variables, encoding: "buffer", maxBuffer: 1 << 26 });
    return stdout;
  }

  /** Closes the window and ends what was started for it. The desk stays, for another start. */
  async close() {
    await this.#session?.end().catch(() => undefined);
    this.#session = undefined;
    for (const child of this.#processes.splice(0).toReversed()) {
      // A negative number names the group: the bus, the driver and the program under it. The program may outlive both by a
      // moment, and holds its workspace until it has ended.
      const target = child.spawnargs[0] === "Xvfb" ? child.pid : -child.pid;
      signal(target, "SIGTERM");
      await until("what was started to end", () => !signal(target, 0), { within: 5_000 }).catch(() => signal(target, "SIGKILL"));
    }
  }
}
