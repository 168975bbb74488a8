package org.puli.api.config;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Every setting there is. In {@code puli.yaml} the name's parts are nested keys ({@code dispatcher: {port: 8004}}), in
 * the environment it is {@code PULI_DISPATCHER_PORT}, on the command line the flag of the same last word.
 */
public enum Setting {
    /** The port. */
    DISPATCHER_PORT("dispatcher.port", "8004", "TCP port of the dispatcher; 0 takes any free one"),
    /** The address. */
    DISPATCHER_BIND(
            "dispatcher.bind",
            "127.0.0.1",
            "address to listen on; anything but a loopback address makes every request need a token"),
    /** Where others find it. */
    DISPATCHER_ADDRESS(
            "dispatcher.address",
            "",
            "how others reach it where several share a database, as http://farm1:8004; its host's name if left out"),
    /** When a leader that is cut off leaves the work to others. */
    DISPATCHER_CUT_OFF_AFTER(
            "dispatcher.cutOffAfter", "10s", "time without the database until a leader makes way for a standby"),
    /** The data folder. */
    DISPATCHER_DATA("dispatcher.data", "~/.puli/dispatcher", "folder of the database, tokens and logs"),
    /** The database. */
    DATABASE_URL(
            "database.url",
            "sqlite:farm.db",
            "sqlite:FILE (relative to the data folder), postgresql://HOST[:PORT]/DATABASE,"
                    + " mariadb://HOST[:PORT]/DATABASE, or memory: then everything is forgotten at the end"),
    /** Who asks a database server. */
    DATABASE_USER("database.user", "puli", "whom the dispatcher is to a database server"),
    /** Where the password is. */
    DATABASE_PASSWORD_FILE(
            "database.passwordFile", "", "file with the password for the database server, readable for its owner only"),
    /** The password itself. */
    DATABASE_PASSWORD("database.password", "", "the password itself, where there is no file with it"),
    /** When ended jobs leave memory. */
    HISTORY_KEEP_IN_MEMORY(
            "history.keepInMemory",
            "24h",
            "how long a job stays in memory after its end, before the database alone has it; 0s for ever",
            true),
    /** Another database. */
    HISTORY_URL("history.url", "", "database of its own, as database.url, for what belongs to jobs that left memory"),
    /** Its password. */
    HISTORY_PASSWORD_FILE("history.passwordFile", "", "file with the password for that database, where it is another"),
    /** What the history forgets. */
    HISTORY_RETENTION(
            "history.retention",
            "",
            "how long the history keeps what, as done=90d, failed=180d, canceled=30d, attempts=365d, audit=365d,"
                    + " usage=3650d; for ever what is left out",
            true),
    /** For how long a deleted job can be brought back. */
    HISTORY_UNDO("history.undo", "24h", "how long a deleted job can be brought back with puli job undelete", true),
    /** How often workers report. */
    DISPATCHER_HEARTBEAT("dispatcher.heartbeat", "5s", "how often a quiet worker reports (more rarely past 500)", true),
    /** When a worker is lost. */
    DISPATCHER_LOST_AFTER(
            "dispatcher.lostAfter", "30s", "silence after which a worker's commands are given to others", true),
    /** When a worker is quarantined. */
    QUARANTINE_FAILURES(
            "quarantine.failures",
            "3",
            "failed tasks of two jobs or more in a row that quarantine a worker (at most half a pool); 0 for never",
            true),
    /** How long a quarantine is. */
    QUARANTINE_PROBATION(
            "quarantine.probation",
            "15m",
            "how long until a quarantined worker gets one command again; doubled each time that it fails then",
            true),
    /** Whose jobs somebody may submit. */
    DISPATCHER_OWNERS(
            "dispatcher.owners",
            "free",
            "whom a job may belong to: free (anybody), or own (whoever a personal token proves to have sent it)"),
    /** How many machines are woken at once. */
    DISPATCHER_WAKE_MOST(
            "dispatcher.wake.most",
            "4",
            "machines that are being woken at once for work that nobody awake has room for; 0 to wake none",
            true),
    /** How long a machine takes to wake. */
    DISPATCHER_WAKE_AGAIN(
            "dispatcher.wake.again", "2m", "how long a woken worker is waited for before the next wake packet", true),
    /** When a machine is given up. */
    DISPATCHER_WAKE_TRIES("dispatcher.wake.tries", "3", "wake packets after which a machine is given up", true),
    /** Where wake packets go. */
    DISPATCHER_WAKE_TARGET(
            "dispatcher.wake.target",
            "255.255.255.255:9",
            "address and port that wake packets are sent to; the broadcast address of the workers' network"),
    /** The certificate. */
    DISPATCHER_TLS_CERTIFICATE(
            "dispatcher.tls.certificate",
            "",
            "PEM file of its certificate and those of the authorities between; with it the dispatcher speaks TLS only;"
                    + " read again when it changes"),
    /** The key. */
    DISPATCHER_TLS_KEY(
            "dispatcher.tls.key",
            "",
            "PEM file of that certificate's private key, without a password, readable for its owner (and group) only"),
    /** More words in the log. */
    DISPATCHER_DEBUG("dispatcher.debug", "false", "say more in the log", true),
    /** Where the dispatcher is. */
    WORKER_SERVER("worker.server", "http://127.0.0.1:8004", "the dispatcher's address; several, separated by commas"),
    /** The worker's name. */
    WORKER_NAME("worker.name", "", "the worker's name on the farm; the host's name if left out"),
    /** Cores offered. */
    WORKER_CORES("worker.cores", "", "cores to offer; all of the machine if left out"),
    /** Memory offered. */
    WORKER_MEMORY("worker.memory", "", "memory to offer, as 12G; all of the machine if left out"),
    /** Tags that jobs may ask for. */
    WORKER_TAGS("worker.tags", "", "words that jobs may require, separated by commas: gpu, fx"),
    /** Programs that jobs may ask for. */
    WORKER_SOFTWARE("worker.software", "", "programs that jobs may require, separated by commas: maya-2026"),
    /** The site's attributes. */
    WORKER_ATTRIBUTES("worker.attributes", "", "what else jobs may require, as rack=r1, vendor=amd"),
    /** GPUs offered. */
    WORKER_GPUS("worker.gpus", "", "GPUs to offer, the first ones; all that nvidia-smi shows if left out"),
    /** Memory of each GPU. */
    WORKER_GPU_MEMORY("worker.gpuMemory", "", "memory of each GPU, as 24G; that of the smallest if left out"),
    /** What the site counts. */
    WORKER_AMOUNTS("worker.amounts", "", "what the site counts on its workers, as scratch=500, bandwidth=10"),
    /** How fast it is. */
    WORKER_PERFORMANCE(
            "worker.performance", "1", "how fast the machine is beside others; the faster of two is used first"),
    /** The site's scripts that say what a machine has. */
    WORKER_FACTS_FOLDER(
            "worker.factsFolder",
            "",
            "folder of executables that print key=value, software=NAME or tag lines; more that jobs may require"),
    /** How often they run. */
    WORKER_FACTS_EVERY("worker.factsEvery", "10m", "how often the executables in factsFolder run, 10s to 24h"),
    /** The site's check. */
    WORKER_CHECK_SCRIPT(
            "worker.checkScript",
            "",
            "executable that ends with 0 while the machine may work; else it is quarantined until that passes again"),
    /** How often it runs. */
    WORKER_CHECK_EVERY(
            "worker.checkEvery",
            "5m",
            "how often checkScript runs, 10s to 24h; after a failure once a minute at least"),
    /** How long it may take. */
    WORKER_CHECK_TIME("worker.checkTime", "30s", "how long checkScript may take before it counts as failed, 1s to 10m"),
    /** How often the machine is measured. */
    WORKER_SAMPLE_EVERY(
            "worker.sampleEvery", "5s", "how often processors, memory, disks and network are measured, 1s to 1m"),
    /** When a clock is wrong. */
    WORKER_CLOCK_SKEW(
            "worker.clockSkew",
            "2s",
            "how far the machine's clock may be off the dispatcher's before that is warned of, 100ms to 1h"),
    /** The worker's data folder. */
    WORKER_DATA("worker.data", "", "folder of logs and of the outbox; ~/.puli/worker-NAME if left out"),
    /** The worker's token. */
    WORKER_TOKEN_FILE(
            "worker.tokenFile", "", "file with the worker token; needed where the dispatcher is not on loopback"),
    /** The way through a proxy. */
    WORKER_PROXY(
            "worker.proxy",
            "",
            "HTTP proxy through which the worker reaches the dispatcher, as http://proxy:3128; straight if left out"),
    /** Time to end politely. */
    WORKER_GRACE("worker.grace", "5s", "time between the polite signal to a process tree and the hard kill"),
    /** With what commands are started. */
    WORKER_LAUNCHER(
            "worker.launcher",
            "auto",
            "with what it starts commands: auto, linux, or portable, which knows less of them"),
    /** What survives a restart of the worker. */
    WORKER_KEEP(
            "worker.keep",
            "auto",
            "which running commands survive a restart of the worker: always, never, auto (not those under 2s)"),
    /** Open files of a command's process. */
    WORKER_LIMITS_OPEN_FILES(
            "worker.limits.openFiles",
            "",
            "files that a process of a command may have open; the worker's own limit if left out"),
    /** What a crashed process leaves. */
    WORKER_LIMITS_CORE_SIZE(
            "worker.limits.coreSize",
            "",
            "size of the core file of a crashed command, as 0, 2G or unlimited; the worker's own limit if left out"),
    /** Who stands back for whom. */
    WORKER_NICE("worker.nice", "", "niceness of commands, -20 to 19; the worker's own if left out"),
    /** Whom the kernel ends first. */
    WORKER_OOM_SCORE_ADJ(
            "worker.oomScoreAdj",
            "",
            "how soon the kernel ends commands when memory is short, -1000 to 1000; as the worker if left out"),
    /** Processors of their own. */
    WORKER_PINNING(
            "worker.pinning", "false", "let each command run on processors of its own, as many as it holds cores"),
    /** What is done about too much memory. */
    WORKER_MEMORY_POLICY(
            "worker.memoryPolicy",
            "warn",
            "what is done about commands above their reserved memory, and when memory is short: off, warn or kill"),
    /** How much is too much. */
    WORKER_MEMORY_MARGIN(
            "worker.memoryMargin",
            "10",
            "how far above its reservation a command may use memory, in percent of it, 0 to 1000"),
    /** How long it may be too much. */
    WORKER_MEMORY_TIME("worker.memoryTime", "10s", "how long it may be above that before it is ended, up to 10m"),
    /** When the machine is short. */
    WORKER_MEMORY_RESERVE(
            "worker.memoryReserve",
            "",
            "memory to stay available on the machine, as 1G; a twentieth of it, at most 2G, if left out; 0: none"),
    /** Control groups. */
    WORKER_CGROUP(
            "worker.cgroup",
            "auto",
            "control group (version 2) in which each command gets one of its own: auto for the worker's if it was"
                    + " delegated, off, or an absolute path"),
    /** Whose processes commands are. */
    WORKER_RUN_AS(
            "worker.runAs",
            "worker",
            "as whom commands run: worker, owner (the job's owner) or map (worker.userMap); the last two need root"),
    /** Owners and users of this machine. */
    WORKER_USER_MAP(
            "worker.userMap",
            "",
            "which user of this machine runs whose commands with worker.runAs map, as ada=render1, *=render"),
    /** Users that are never run as. */
    WORKER_LEAST_UID(
            "worker.leastUid", "1000", "lowest user number that commands may run as with worker.runAs; root has 0"),
    /** When the machine sleeps. */
    WORKER_POWER_IDLE_AFTER(
            "worker.power.idleAfter",
            "",
            "how long nothing runs before the machine is put to sleep; 0s: only when asked; never if left out"),
    /** When it may sleep. */
    WORKER_POWER_HOURS(
            "worker.power.hours",
            "",
            "hours in which the machine may sleep by itself, as worker.hours; always if left out"),
    /** How it sleeps. */
    WORKER_POWER_COMMAND(
            "worker.power.command",
            "systemctl suspend",
            "what puts the machine to sleep, words separated by blanks; or systemctl poweroff"),
    /** How it is woken. */
    WORKER_POWER_ADDRESSES(
            "worker.power.addresses",
            "",
            "hardware addresses by which the machine is woken, separated by commas; those of its network cards if left"
                    + " out"),
    /** How the site's programs are understood. */
    WORKER_PATTERNS_FILE(
            "worker.patternsFile",
            "",
            "file that says how the output of the site's programs is understood; read again when it changes"),
    /** How long a log may be. */
    WORKER_LOGS_LIMIT(
            "worker.logs.limit",
            "256M",
            "length of an attempt's log, from 64K; of a longer one the middle is cut out; 0 for any length"),
    /** How long logs are kept. */
    WORKER_LOGS_KEEP("worker.logs.keep", "720h", "how long logs are kept after the end of their attempts; 0 for ever"),
    /** What logs may take. */
    WORKER_LOGS_SPACE(
            "worker.logs.space", "20G", "space that all logs may take, before the oldest are removed; 0 for any"),
    /** Where logs go. */
    WORKER_LOGS_SHARED(
            "worker.logs.shared",
            "",
            "where logs of ended attempts go, as /farm/logs/{job}/{command}.{attempt}.log; nowhere if left out"),
    /** Time for what runs when the daemon is told to end. */
    WORKER_STOP_TIME(
            "worker.stopTime",
            "0s",
            "how long running commands may go on when the worker is told to end, up to 24h; then they are handed back"),
    /** The file that pauses. */
    WORKER_PAUSE_FILE(
            "worker.pauseFile",
            "",
            "absolute path of a file: while it exists the worker takes nothing new; its first line is the reason"),
    /** What the pause file does to what runs. */
    WORKER_PAUSE_FILE_RUNNING(
            "worker.pauseFileRunning", "finish", "what becomes of running commands then: finish, requeue or kill"),
    /** When it takes work. */
    WORKER_HOURS(
            "worker.hours",
            "",
            "days and hours in which it takes work, as 'Mon-Fri 19:00-08:00, Sat-Sun'; always if left out"),
    /** What the end of the hours does to what runs. */
    WORKER_HOURS_RUNNING(
            "worker.hoursRunning",
            "finish",
            "what becomes of running commands when the hours end: finish, requeue or kill"),
    /** Signs of somebody at the machine. */
    WORKER_PRESENCE(
            "worker.presence",
            "",
            "signs of somebody at the machine, while which it takes nothing new: logind, x, cpu, separated by commas"),
    /** When nobody is there any more. */
    WORKER_PRESENCE_IDLE(
            "worker.presenceIdle", "10m", "how long after the last such sign it takes work again, 10s to 24h"),
    /** What others may use. */
    WORKER_PRESENCE_CPU(
            "worker.presenceCpu",
            "1",
            "for the sign cpu: how many cores programs that are not the worker's may use, as 0.5"),
    /** What somebody who comes does to what runs. */
    WORKER_PRESENCE_RUNNING(
            "worker.presenceRunning",
            "finish",
            "what becomes of running commands when somebody comes: finish, requeue or kill"),
    /** How often files are looked for. */
    WORKER_FILES_EVERY("worker.files.every", "5s", "how often it looks for a file that a job waits for, 1s to 30s"),
    /** Power-loss safety of the outbox. */
    WORKER_OUTBOX_SYNC(
            "worker.outbox.sync", "false", "let finished results survive a power cut too, at the cost of a disk sync"),
    /** More words in the log. */
    WORKER_DEBUG("worker.debug", "false", "say more in the log"),
    /** Where the command line finds the farm. */
    CLIENT_SERVER(
            "client.server",
            "http://127.0.0.1:8004",
            "the dispatcher's address for the command line; several, separated by commas"),
    /** The token of the command line. */
    CLIENT_TOKEN_FILE(
            "client.tokenFile",
            "",
            "file with the token for the command line; if left out ~/.config/puli/token, for servers not on loopback"),
    /** The way through a proxy. */
    CLIENT_PROXY(
            "client.proxy",
            "",
            "HTTP proxy between command line and dispatcher, as http://proxy:3128; straight if left out"),
    /** Whom to trust. */
    TLS_CA(
            "tls.ca",
            "",
            "PEM file of the authorities whose certificates workers and command line believe, and no others; those of"
                    + " the machine if left out; read again when it changes"),
    /** Whether it is said that others may read along. */
    TLS_WARN("tls.warn", "true", "warn where tokens travel to another machine without TLS");

    private final String key;
    private final String fallback;
    private final String meaning;
    private final boolean reloadable;

    Setting(String key, String fallback, String meaning, boolean reloadable) {
        this.key = key;
        this.fallback = fallback;
        this.meaning = meaning;
        this.reloadable = reloadable;
    }

    /** One that counts from the next start on. */
    Setting(String key, String fallback, String meaning) {
        this(key, fallback, meaning, false);
    }

    /** Its name in the file. */
    public String key() {
        return key;
    }

    /** What holds when nobody says otherwise; empty where that depends on the machine. */
    public String fallback() {
        return fallback;
    }

    /** What it does, in one line. */
    public String meaning() {
        return meaning;
    }

    /** Whether a reload takes it over while the program runs. */
    public boolean isReloadable() {
        return reloadable;
    }

    /** Its name in the environment. */
    public String variable() {
        String words = key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_');
        return "PULI_" + words.toUpperCase(Locale.ROOT);
    }

    /** All names in the file. */
    public static Stream<String> keys() {
        return Stream.of(values()).map(Setting::key);
    }
}
