//! A server for one test process, from installed programs, which are installed when missing. Not
//! a safe place for data: it does not sync, and its folder goes when the process ends.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};
use std::{env, fs, process, thread};

use super::Server;

const START_TIMEOUT: Duration = Duration::from_secs(90);

/// Starts a server, and stops it and removes its folder once the `owner` process is gone. A
/// zombie counts as gone: in a container nobody may ever collect it. A failed start leaves the
/// file `failed`, and its log until then.
const WATCHDOG: &str = r#"
    umask 077
    cd "$folder" || exit
    clean() { stop; cd /; rm -rf "$folder" || { sleep 1; rm -rf "$folder"; }; }
    owned() { kill -0 "$owner" && ! grep -qs '^State:.Z' "/proc/$owner/status"; }
    trap clean EXIT
    trap exit HUP INT TERM
    exec >"$folder/log" 2>&1
    if [ "$account" ]; then chown "$account" "$folder"; fi
    start || touch "$folder/failed"
    while owned; do
        running || touch "$folder/failed"
        sleep 0.5
    done
"#;

/// The lock keeps test processes that run side by side from each other's apt-get; the policy
/// keeps the package from starting a service, which fails in containers.
const INSTALL: &str = r#"
    policy=/usr/sbin/policy-rc.d
    if ! [ -e "$policy" ]; then
        trap 'rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
    fi
    apt-get -q update
    apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$package"
"#;

/// The URL of a server that ends, with all its data, when this process does.
pub fn url(server: &Server) -> Result<String, String> {
    let root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let programs = programs(server).or_else(|missing| {
        if root {
            install(server, &missing).and_then(|()| programs(server))
        } else {
            Err(format!("{missing}; not root, so not installed with apt-get"))
        }
    })?;
    let account = if root { server.account } else { "" };
    if root && output(Command::new("id").args(["-u", account])).is_err() {
        return Err(format!("root runs it as the account `{account}`, which is missing"));
    }
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr());
    let port = port.map_err(|error| format!("no free port: {error}"))?.port();
    let folder = new_folder(server, root)?;
    start(server, &programs, account, port, &folder)?;
    wait_until_ready(server, port, &folder)?;
    Ok(server.url_at(port))
}

fn start(
    server: &Server,
    programs: &[PathBuf],
    account: &str,
    port: u16,
    folder: &Path,
) -> Result<(), String> {
    let script = [server.script, WATCHDOG].concat();
    let mut watchdog = Command::new("sh");
    watchdog.args(["-c", &script, "sh"]).args(programs);
    watchdog
        .env("owner", process::id().to_string())
        .env("account", account)
        .env("folder", folder)
        .env("port", port.to_string())
        .env("TMPDIR", folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // Ctrl-C goes to the whole process group of the tests; the watchdog has to outlive them.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut watchdog, 0);
    let mut watchdog = watchdog.spawn().map_err(|error| format!("cannot run sh: {error}"))?;
    thread::spawn(move || watchdog.wait());
    Ok(())
}

fn wait_until_ready(server: &Server, port: u16, folder: &Path) -> Result<(), String> {
    let end = Instant::now() + START_TIMEOUT;
    loop {
        let failed = folder.join("failed").exists() || !folder.exists();
        let error = match (server.log_in)(port) {
            Ok(()) if !failed => return Ok(()),
            Ok(()) => "it ended, and another server has its port".into(),
            Err(error) => error.to_string(),
        };
        if failed || Instant::now() > end {
            let log = fs::read(folder.join("log")).unwrap_or_default();
            let log = last_lines(&String::from_utf8_lossy(&log));
            return Err(format!("did not start on 127.0.0.1:{port} ({error}); its log ends:{log}"));
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// An empty folder which the account of the server can reach: for root that is below /tmp, as
/// a TMPDIR of root's may be closed to others.
fn new_folder(server: &Server, root: bool) -> Result<PathBuf, String> {
    let parent = if root { PathBuf::from("/tmp") } else { env::temp_dir() };
    let time = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |elapsed| elapsed.as_nanos());
    let name = format!("sqltree-{}-{}-{time}", server.account, process::id());
    let folder = parent.join(name);
    let failed = |error| format!("cannot make the folder {}: {error}", folder.display());
    fs::create_dir(&folder).map_err(failed)?;
    Ok(folder)
}

fn install(server: &Server, missing: &str) -> Result<(), String> {
    let mut apt = Command::new("flock");
    apt.args(["/var/lib/apt", "sh", "-c", INSTALL]).env("package", server.package);
    apt.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    let failed = |error| format!("{missing}; apt-get install {}: {error}", server.package);
    output(&mut apt).map(drop).map_err(failed)
}

/// The paths of the programs, from PATH, the system's folders, or Debian's PostgreSQL versions.
fn programs(server: &Server) -> Result<Vec<PathBuf>, String> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&path).collect();
    folders.extend(["/usr/sbin", "/usr/bin"].map(PathBuf::from));
    let entries = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let version = |path: &PathBuf| -> f32 {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.parse().unwrap_or_default()
    };
    let mut versions: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    versions.sort_by(|a, b| version(b).total_cmp(&version(a)));
    folders.extend(versions.iter().map(|folder| folder.join("bin")));
    let find = |name: &&str| {
        let path = folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file());
        path.ok_or_else(|| format!("there is no program `{name}` in PATH or the usual folders"))
    };
    server.programs.iter().map(find).collect()
}

/// What a command prints, or why it failed.
fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| {
        let program = command.get_program().to_string_lossy();
        format!("cannot run {program}: {error}")
    })?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(printed);
    }
    let printed = printed + &String::from_utf8_lossy(&output.stderr);
    Err(format!("{}:{}", output.status, last_lines(&printed)))
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let last = &lines[lines.len().saturating_sub(12)..];
    format!("\n      {}", last.join("\n      "))
}
