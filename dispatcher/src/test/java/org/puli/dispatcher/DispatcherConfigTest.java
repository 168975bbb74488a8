package org.puli.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.farm.decide.Rules.Quarantine;

class DispatcherConfigTest {
    private static DispatcherConfig config(Setting setting, String value) {
        return DispatcherConfig.of(
                Settings.read(null, Map.of(Setting.DISPATCHER_DATA.variable(), "/data"), Map.of(setting, value)));
    }

    @Test
    void whatIsNotSaidIsSafe() {
        DispatcherConfig config = config(Setting.DISPATCHER_DATA, "/data");
        assertThat(config.bind()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8004);
        assertThat(config.database()).isEqualTo(DatabaseAddress.sqlite(Path.of("/data/farm.db")));
    }

    @Test
    void aQuarantineIsAsItIsSaid() {
        assertThat(config(Setting.QUARANTINE_FAILURES, "0").rules().quarantine())
                .isEqualTo(new Quarantine(0, 900_000));
        assertThat(config(Setting.QUARANTINE_PROBATION, "24h").rules().quarantine())
                .isEqualTo(new Quarantine(3, 86_400_000));
    }

    @Test
    void aHistoryIsAsItIsSaid() {
        assertThat(config(Setting.HISTORY_UNDO, "24h").retention()).isEqualTo(Retention.FOR_EVER);
        long day = 86_400_000;
        assertThat(config(Setting.HISTORY_RETENTION, "done=90d, failed: 7d,canceled=1h, attempts=365d, audit=2d")
                        .retention())
                .isEqualTo(new Retention(90 * day, 7 * day, 3_600_000, 365 * day, 2 * day, day));
        assertThat(config(Setting.HISTORY_UNDO, "0s").retention().undo()).isZero();
        assertThat(config(Setting.HISTORY_KEEP_IN_MEMORY, "1d12h").rules().keepMillis())
                .isEqualTo(36 * 3_600_000L);
    }

    @Test
    void aDatabaseIsAFileOrMemory() {
        assertThat(config(Setting.DATABASE_URL, "memory").database()).isEqualTo(DatabaseAddress.MEMORY);
        assertThat(config(Setting.DATABASE_URL, "sqlite:/a/../b.db").database())
                .isEqualTo(DatabaseAddress.sqlite(Path.of("/b.db")));
    }

    private static DispatcherConfig withHistory(String database, String history) {
        return DispatcherConfig.of(Settings.read(
                null,
                Map.of(Setting.DISPATCHER_DATA.variable(), "/data"),
                Map.of(Setting.DATABASE_URL, database, Setting.HISTORY_URL, history)));
    }

    @Test
    void theHistoryMayHaveADatabaseOfItsOwn() {
        assertThat(config(Setting.DATABASE_URL, "sqlite:farm.db").history()).isNull();
        assertThat(withHistory("sqlite:farm.db", "sqlite:history.db").history())
                .isEqualTo(DatabaseAddress.sqlite(Path.of("/data/history.db")));
        assertThat(withHistory("sqlite:farm.db", "postgresql://stats1/puli").history())
                .hasToString("postgresql://stats1/puli");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqlite:farm.db|sqlite:x/../farm.db|it is the farm's own database",
                "sqlite:farm.db|memory|it is memory",
                "memory|sqlite:history.db|database.url is memory",
                "postgresql://db1/puli|sqlite:history.db|it has to be on one too",
                "sqlite:farm.db|history.db|expected sqlite:FILE"
            })
    void aHistoryThatCannotBeIsTold(String database, String history, String words) {
        assertThatThrownBy(() -> withHistory(database, history))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("history.url")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DISPATCHER_BIND|nowhere.invalid|expected an address of this machine",
                "DISPATCHER_BIND|''|expected an address of this machine",
                "DISPATCHER_BIND|127.0.0.1:80|expected an address of this machine",
                "DISPATCHER_PORT|65536|from 0 to 65535",
                "DISPATCHER_PORT|-1|from 0 to 65535",
                "DATABASE_URL|postgres:x|expected sqlite:FILE, postgresql://HOST",
                "DATABASE_URL|sqlite:|expected sqlite:FILE, postgresql://HOST",
                "DATABASE_PASSWORD_FILE|/no/such/file|cannot be read",
                "HISTORY_RETENTION|gone=1d|in it is not one of done, failed",
                "HISTORY_RETENTION|done|in it is not one of",
                "HISTORY_RETENTION|done=soon|in it is not a duration",
                "HISTORY_RETENTION|done=0s|is not more than 0",
                "HISTORY_RETENTION|done=1d,done=2d|stands in it twice",
                "HISTORY_KEEP_IN_MEMORY|soon|a duration",
                "DISPATCHER_TLS_KEY|/k.pem|dispatcher.tls.certificate is missing",
                "DISPATCHER_TLS_CERTIFICATE|/c.pem|dispatcher.tls.key is missing",
                "DISPATCHER_HEARTBEAT|99ms|at least 100ms",
                "DISPATCHER_HEARTBEAT|20s|at least twice",
                "DISPATCHER_LOST_AFTER|5s|at least twice",
                "DISPATCHER_LOST_AFTER|soon|expected a duration",
                "QUARANTINE_FAILURES|-1|quarantine.failures",
                "QUARANTINE_FAILURES|101|from 0 to 100",
                "QUARANTINE_PROBATION|0s|more than 0 and at most 24h",
                "QUARANTINE_PROBATION|25h|more than 0 and at most 24h",
                "DISPATCHER_DEBUG|maybe|expected true or false"
            })
    void wrongValuesAreRefusedByName(Setting setting, String value, String words) {
        assertThatThrownBy(() -> config(setting, value))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(setting.key())
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0", "::1", "::"})
    void addressesOfThisMachineAreTaken(String bind) {
        assertThat(config(Setting.DISPATCHER_BIND, bind).bind()).isEqualTo(bind);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "localhost,true",
        "::1,true",
        "127.1.2.3,true",
        "0.0.0.0,false",
        "::,false",
        "10.0.0.1,false"
    })
    void onlyLoopbackIsTrusted(String bind, boolean trusted) {
        assertThat(Dispatcher.isLoopback(bind)).isEqualTo(trusted);
    }

    @Test
    void aReloadWithBadSettingsThrowsOrIsLoggedButNeverTaken() {
        Settings bad = Settings.read(null, Map.of(), Map.of(Setting.DISPATCHER_HEARTBEAT, "often"));
        Reload reload = new Reload(() -> bad);
        assertThatThrownBy(reload::run).isInstanceOf(BadSetting.class).hasMessageContaining("often");
        reload.runQuietly();
    }

    @Test
    void whereAFaultyValueStandsIsNamed() {
        assertThatThrownBy(() ->
                        DispatcherConfig.of(Settings.read(null, Map.of("PULI_DISPATCHER_OWNERS", "mine"), Map.of())))
                .isInstanceOf(BadSetting.class)
                .hasMessageEndingWith("(dispatcher.owners is from: PULI_DISPATCHER_OWNERS)");
    }
}
