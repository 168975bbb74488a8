package org.puli.cli.config;

import java.util.List;

/**
 * What became of a setting of Puli 1.x.
 *
 * @param now the setting, flag or verb that took its place; "-" for none
 * @param remark what is different, or why there is none
 */
record Puli1Setting(String name, String now, String remark) {
    private static final String NONE = "-";

    /** All of them: settings.py of the dispatcher, config.ini, settings and config of the worker. */
    static final List<Puli1Setting> ALL = List.of(
            of("CONFDIR", "--config FILE", "one file, puli.yaml, instead of a folder"),
            of("LOGDIR", "dispatcher.data", "logs are in its folder logs; a worker's in worker.data"),
            of("PORT", "dispatcher.port", "8004 as before"),
            of("ADDRESS", "dispatcher.bind", "was not used; now it is the address to listen on"),
            of("POOLS_BACKEND_TYPE", NONE, "pools are kept in the farm's database, always"),
            of("FILE_BACKEND_RN_PATH", NONE, "a worker joins the farm by itself when it is started"),
            of("FILE_BACKEND_POOL_PATH", NONE, "pools are kept in the farm's database"),
            of("FILE_BACKEND_LICENCES_PATH", "puli license set", "licenses are kept in the farm's database"),
            of("WS_BACKEND_URL, WS_BACKEND_PORT", NONE, "no outside service for pools is asked"),
            of("DB_ENABLE", "database.url", "DB_ENABLE=false is --database memory; any other is always on"),
            of(
                    "DB_CLEAN_DATA",
                    "puli database clean",
                    "nothing wipes a farm at start; the verb says what goes and asks"),
            of("DB_URL", "database.url", "mysql://HOST/DATABASE instead of jdbc:mysql://…; the user is database.user"),
            of("STAT_DB_URL", "history.url", "optional; without it history is in the same database"),
            of(
                    "RUN_AS, PIDFILE, -d, -P",
                    NONE,
                    "the service manager (systemd) chooses the user and watches the process"),
            of("RESTART_COMMAND", NONE, "the service manager restarts"),
            of(
                    "DEBUG, LOG_LEVEL",
                    "dispatcher.debug, worker.debug",
                    "two levels instead of five; the first is reloadable"),
            of("LOG_SIZE, LOG_BACKUPS", NONE, "logs are rotated with fixed limits"),
            of("RENDERNODE_REQUEST_*", NONE, "the dispatcher calls no worker: workers keep a link open to it"),
            of("RN_TIMEOUT", "dispatcher.lostAfter", "30s as before, reloadable"),
            of("MASTER_UPDATE_INTERVAL", NONE, "there is no cycle: work starts when something changes"),
            of("MAX_RETRY_CMD_COUNT", "attempts in the job file", "was a dead setting"),
            of(
                    "DELAY_BEFORE_AUTORETRY",
                    "retryDelay in the job file",
                    "none if left out: another try may start at once"),
            of(
                    "RN_NB_ERRORS_TOLERANCE",
                    "quarantine.failures",
                    "counts failed tasks of several jobs; a worker that is set aside is tried again by itself"),
            of("GET_STATS, STATS_SIZE, STATS_BUFFER_SIZE", "puli farm show", "there is no stats.log"),
            of("REFRESH_DELAY", NONE, "loading takes seconds"),
            of("KATANA_BUFFER", NONE, "was a dead setting"),
            of(
                    "DISPATCHER_ADDRESS, DISPATCHER_PORT",
                    "worker.server",
                    "one address; --server HOST --serverport N work too"),
            of("PORT (worker)", NONE, "a worker needs no open port"),
            of("ADDRESS (worker)", "worker.name", "the name on the farm; the host's name if left out"),
            of(
                    "KILLFILE",
                    "worker.pauseFile",
                    "its first line is the reason; -1 has what runs run again elsewhere; the worker never writes it"),
            of("RESTARTFILE", "puli worker local stop", "no file is watched"),
            of("PIDFILES_TO_KEEP", NONE, "a worker ends only process trees that it started"),
            of(
                    "LIMIT_OPEN_FILES",
                    "worker.limits.openFiles",
                    "as the worker's own limit if left out; LimitNOFILE in systemd is the most there can be"),
            of("WORKER_SYSINFO_DELAY", "dispatcher.heartbeat", "5s; the dispatcher tells its workers"),
            of("WORKER_MAX_SYSINFO_DELAY", NONE, "what a machine has is told with each new link, and when it changes"),
            of("WORKER_REGISTER_DELAY_AFTER_FAILURE", NONE, "a lost link is made again within seconds"),
            of("WORKER_REQUEST_*", NONE, "results wait on disk until the dispatcher has stored them"));

    private static Puli1Setting of(String name, String now, String remark) {
        return new Puli1Setting(name, now, remark);
    }
}
