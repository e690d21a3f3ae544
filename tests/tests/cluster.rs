//! The private PostgreSQL as the machine sees it: processes, folders, sockets, and programs that are killed.
//!
//! Run as root and as an ordinary user alike. All folders lie in one of mode 0700, so as root every test here also
//! shows that the unprivileged server reaches a folder that is closed to it.

use std::{
    error::Error,
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use realserv_adapters::postgres::{
    cluster::{Cluster, ClusterError, ClusterOptions},
    template::TestServer,
};
use sqlx::{Connection, PgConnection};

/// Tells a copy of this test program what to do before it is killed.
const FOLDER: &str = "CLUSTER_TEST_FOLDER";
const KIND: &str = "CLUSTER_TEST_KIND";

type Done = Result<(), Box<dyn Error>>;

#[tokio::test]
async fn data_outlives_the_server() -> Done {
    let home = closed_home()?;
    let folder = home.path().join("a path, with \"odd\" $letters");

    let cluster = Cluster::start(ClusterOptions::kept(&folder)).await?;
    assert!(cluster.ensure_database("shop").await?, "made");
    assert!(!cluster.ensure_database("shop").await?, "there already");
    run(&cluster, "shop", "create table brick as select 7 as number").await?;
    let pid = cluster.pid();
    cluster.stop().await?;
    assert!(!lives(pid), "stop waits until the server is gone");

    let cluster = Cluster::start(ClusterOptions::kept(&folder)).await?;
    assert_eq!(ask(&cluster, "shop", "select number::text from brick").await?, "7");
    cluster.drop_database("shop").await?;
    assert!(cluster.ensure_database("shop").await?, "made again");
    cluster.stop().await?;
    Ok(())
}

#[tokio::test]
async fn a_hurried_cluster_is_on_the_disk_when_it_stops() -> Done {
    let home = closed_home()?;
    let options = ClusterOptions::kept(home.path().join("pg")).in_a_hurry();
    let cluster = Cluster::start(options.clone()).await?;
    assert_eq!(ask(&cluster, "postgres", "show fsync").await?, "on");
    run(&cluster, "postgres", "create table brick as select 7 as number").await?;
    cluster.stop().await?;
    let left = processes_in(home.path());
    assert!(left.is_empty(), "stop waits for what brings the files to the disk: {left:?}");

    let cluster = Cluster::start(options).await?;
    assert_eq!(ask(&cluster, "postgres", "select number::text from brick").await?, "7");
    cluster.stop().await?;
    Ok(())
}

#[tokio::test]
async fn a_kept_cluster_is_durable_and_has_one_door() -> Done {
    let home = closed_home()?;
    let cluster = Cluster::start(ClusterOptions::kept(home.path().join("pg"))).await?;
    let settings = [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("listen_addresses", ""),
        ("timezone", "UTC"),
        ("server_encoding", "UTF8"),
        ("max_connections", "200"),
    ];
    for (name, value) in settings {
        assert_eq!(ask(&cluster, "postgres", &format!("show {name}")).await?, value, "{name}");
    }
    assert_eq!(mode(cluster.socket_folder())?, 0o700);
    assert_eq!(mode(&cluster.folder().join("server.log"))?, 0o600);
    cluster.stop().await?;
    Ok(())
}

#[tokio::test]
async fn a_server_left_by_a_killed_program_is_adopted() -> Done {
    let home = closed_home()?;
    let folder = home.path().join("pg");
    let (mut program, pid) = program_with_a_cluster(&folder, "kept")?;
    program.kill()?;
    program.wait()?;
    assert!(lives(pid), "nobody was left to stop it");

    let cluster = Cluster::start(ClusterOptions::kept(&folder)).await?;
    assert!(cluster.is_adopted());
    assert_eq!(cluster.pid(), pid);
    assert_eq!(ask(&cluster, "postgres", "select 'well'").await?, "well");
    cluster.stop().await?;
    assert!(!lives(pid), "who adopts it stops it");
    Ok(())
}

#[tokio::test]
async fn the_last_user_stops_the_server() -> Done {
    let home = closed_home()?;
    let folder = home.path().join("pg");
    let (mut program, pid) = program_with_a_cluster(&folder, "kept")?;
    let second = Cluster::start(ClusterOptions::kept(&folder)).await?;
    let third = Cluster::start(ClusterOptions::kept(&folder)).await?;
    second.stop().await?;
    third.stop().await?;
    assert!(lives(pid), "the first program still uses it");

    program.kill()?;
    program.wait()?;
    Cluster::start(ClusterOptions::kept(&folder)).await?.stop().await?;
    assert!(!lives(pid));
    Ok(())
}

#[tokio::test]
async fn a_killed_server_starts_again_though_its_number_has_gone_to_another() -> Done {
    let home = closed_home()?;
    let folder = home.path().join("pg");
    let cluster = Cluster::start(ClusterOptions::kept(&folder)).await?;
    run(&cluster, "postgres", "create table brick as select 7 as number").await?;
    signal("KILL", cluster.pid())?;
    wait_until("the server is dead", || !lives(cluster.pid()));
    drop(cluster);

    let file = folder.join("pgdata/main/postmaster.pid");
    let stale = fs::read_to_string(&file)?;
    let (_, rest) = stale.split_once('\n').ok_or("a first line")?;
    fs::write(&file, format!("{}\n{rest}", std::process::id()))?;

    let cluster = Cluster::start(ClusterOptions::kept(&folder)).await?;
    assert_eq!(ask(&cluster, "postgres", "select number::text from brick").await?, "7");
    cluster.stop().await?;
    Ok(())
}

#[tokio::test]
async fn a_server_whose_door_is_gone_is_replaced() -> Done {
    let home = closed_home()?;
    let folder = home.path().join("pg");
    let (mut program, pid) = program_with_a_cluster(&folder, "kept")?;
    program.kill()?;
    program.wait()?;
    let file = fs::read_to_string(folder.join("pgdata/main/postmaster.pid"))?;
    fs::remove_dir_all(file.lines().nth(4).ok_or("the socket's line")?)?;

    let cluster = Cluster::start(ClusterOptions::kept(&folder)).await?;
    assert_ne!(cluster.pid(), pid);
    assert!(!lives(pid));
    cluster.stop().await?;
    Ok(())
}

#[tokio::test]
async fn the_socket_is_short_however_long_the_path() -> Done {
    let home = closed_home()?;
    let folder = home.path().join("x".repeat(120)).join("y".repeat(120));
    let cluster = Cluster::start(ClusterOptions::throw_away_in(&folder)).await?;
    let socket = cluster.socket_folder().join(".s.PGSQL.5432");
    assert!(socket.as_os_str().len() <= 107, "{}", socket.display());
    assert_eq!(ask(&cluster, "postgres", "select 'well'").await?, "well");
    cluster.stop().await?;
    Ok(())
}

#[tokio::test]
async fn a_throw_away_cluster_leaves_nothing() -> Done {
    for end in ["stop", "drop"] {
        let cluster = Cluster::start(ClusterOptions::throw_away()).await?;
        assert_eq!(ask(&cluster, "postgres", "show fsync").await?, "off");
        let (pid, socket) = (cluster.pid(), cluster.socket_folder().to_owned());
        let folder = cluster.folder().to_owned();
        if end == "stop" {
            cluster.stop().await?
        } else {
            drop(cluster)
        }
        assert!(!lives(pid), "{end}");
        assert!(!folder.exists() && !socket.exists(), "{end}");
    }
    Ok(())
}

#[tokio::test]
async fn a_throw_away_cluster_of_a_killed_program_goes_by_itself() -> Done {
    let home = closed_home()?;
    let folder = home.path().join("pg");
    let (mut program, pid) = program_with_a_cluster(&folder, "throw-away")?;
    program.kill()?;
    program.wait()?;
    wait_until("the watchdog has ended the server", || !lives(pid) && !folder.exists());
    Ok(())
}

#[tokio::test]
async fn where_capabilities_are_refused_the_data_goes_elsewhere() -> Done {
    if fs::metadata("/proc/self")?.uid() != 0 {
        eprintln!(
            "only root needs another account, and so a capability: nothing to see as an ordinary user"
        );
        return Ok(());
    }
    let home = closed_home()?;
    let folder = home.path().join("pg");
    // As in a container: root, but without the capability.
    let mut command = Command::new("setpriv");
    command.args(["--bounding-set", "-dac_read_search", "--"]).arg(std::env::current_exe()?);
    let (mut program, pid) = start_program(command, &folder, "kept")?;
    let data = data_folder_of(pid)?;
    program.kill()?;
    program.wait()?;
    let kept = data.ancestors().nth(2).ok_or("a folder around the data")?.to_owned();
    let cluster = Cluster::start(ClusterOptions::throw_away_in(&kept)).await?;
    assert!(kept.starts_with("/var/lib/realserv"), "{}", kept.display());
    assert!(cluster.is_adopted());
    cluster.stop().await?;
    assert!(!kept.exists());
    // The folder above stays when something else is in it.
    fs::remove_dir("/var/lib/realserv").or_else(|error| match error.kind() {
        std::io::ErrorKind::DirectoryNotEmpty => Ok(()),
        _ => Err(error),
    })?;
    Ok(())
}

#[tokio::test]
async fn a_folder_of_somebody_else_is_refused() -> Done {
    if fs::metadata("/proc/self")?.uid() != 0 {
        eprintln!("only root can give a folder to somebody else");
        return Ok(());
    }
    let home = closed_home()?;
    let data = home.path().join("pg/pgdata");
    fs::create_dir_all(data.join("main"))?;
    std::os::unix::fs::chown(&data, Some(4242), None)?;
    let refused = Cluster::start(ClusterOptions::kept(home.path().join("pg"))).await;
    assert!(matches!(refused, Err(ClusterError::NotOurs { owner: 4242, .. })), "{refused:?}");
    Ok(())
}

#[tokio::test]
async fn each_test_has_a_database_of_its_own_with_the_schema_in_it() -> Done {
    let server = TestServer::shared().await?;
    let migrate = async |url: String| -> Result<(), sqlx::Error> {
        let mut database = PgConnection::connect(&url).await?;
        sqlx::raw_sql("create table brick (number int)").execute(&mut database).await?;
        database.close().await
    };
    let (one, two) = tokio::join!(
        server.database("bricks", "c1a55e5000000001", migrate),
        server.database("bricks", "c1a55e5000000001", migrate),
    );
    let (one, two) = (one?, two?);
    let mut first = PgConnection::connect(one.url()).await?;
    sqlx::raw_sql("insert into brick values (7)").execute(&mut first).await?;
    let mut second = PgConnection::connect(two.url()).await?;
    let (count,): (i64,) =
        sqlx::query_as("select count(*) from brick").fetch_one(&mut second).await?;
    assert_eq!(count, 0);

    let name = one.name().to_owned();
    drop(one);
    let (left,): (i64,) = sqlx::query_as("select count(*) from pg_database where datname = $1")
        .bind(name)
        .fetch_one(&mut second)
        .await?;
    assert_eq!(left, 0, "dropped with a connection still open");
    Ok(())
}

/// Not a test: what a copy of this program does (see `start_program`). Alone it has no folder, and nothing to do.
#[tokio::test]
async fn hold_a_cluster_until_killed() -> Done {
    let Some(folder) = std::env::var_os(FOLDER) else { return Ok(()) };
    let throw_away = std::env::var_os(KIND).is_some_and(|kind| kind == "throw-away");
    let options = if throw_away { ClusterOptions::throw_away_in } else { ClusterOptions::kept };
    let cluster = Cluster::start(options(PathBuf::from(&folder))).await?;
    fs::write(Path::new(&folder).join("started"), cluster.pid().to_string())?;
    std::future::pending::<()>().await;
    Ok(())
}

fn closed_home() -> std::io::Result<tempfile::TempDir> {
    tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o700)).tempdir()
}

fn program_with_a_cluster(folder: &Path, kind: &str) -> Result<(Child, u32), Box<dyn Error>> {
    start_program(Command::new(std::env::current_exe()?), folder, kind)
}

/// Another program that uses the cluster: killed in the tests, so it cannot be this one. Gives the server's process.
fn start_program(
    mut command: Command,
    folder: &Path,
    kind: &str,
) -> Result<(Child, u32), Box<dyn Error>> {
    command.args(["--exact", "hold_a_cluster_until_killed"]).env(FOLDER, folder).env(KIND, kind);
    let program = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn()?;
    let started = folder.join("started");
    let mut pid = None;
    wait_until("the other program has its server", || {
        pid = fs::read_to_string(&started).ok().and_then(|pid| pid.parse().ok());
        pid.is_some()
    });
    Ok((program, pid.ok_or("a number")?))
}

/// Of processes that are not ours there is nothing to wait on: they are looked at until it is so, at most a minute.
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A process that is ending has no command line any more, and then is a zombie until somebody looks.
fn lives(pid: u32) -> bool {
    let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z')) && !command.is_empty()
}

/// What runs in a folder, by its command line. Not by its parent: the tests of one process share that.
fn processes_in(folder: &Path) -> Vec<String> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let commands = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    let commands = commands.map(|command| String::from_utf8_lossy(&command).replace('\0', " "));
    commands.filter(|command| command.contains(&*folder.to_string_lossy())).collect()
}

fn signal(name: &str, pid: u32) -> Done {
    let sent = Command::new("sh").args(["-c", &format!("kill -s {name} {pid}")]).status()?;
    if sent.success() { Ok(()) } else { Err("no such process".into()) }
}

fn data_folder_of(pid: u32) -> Result<PathBuf, Box<dyn Error>> {
    let command = fs::read_to_string(format!("/proc/{pid}/cmdline"))?;
    Ok(PathBuf::from(command.split('\0').nth(2).ok_or("postgres -D <folder>")?))
}

fn mode(path: &Path) -> Result<u32, std::io::Error> {
    Ok(fs::metadata(path)?.permissions().mode() & 0o777)
}

async fn run(cluster: &Cluster, database: &str, statement: &'static str) -> Done {
    let mut connection = PgConnection::connect(&cluster.url(database)).await?;
    sqlx::raw_sql(statement).execute(&mut connection).await?;
    Ok(())
}

async fn ask(cluster: &Cluster, database: &str, query: &str) -> Result<String, Box<dyn Error>> {
    let mut connection = PgConnection::connect(&cluster.url(database)).await?;
    let query = sqlx::query_scalar(sqlx::AssertSqlSafe(query.to_owned()));
    Ok(query.fetch_one(&mut connection).await?)
}
