package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.dispatcher.store.DatabaseAddress.Kind;
import org.puli.dispatcher.store.DatabaseAddress.Server;

class DatabaseAddressTest {
    private static DatabaseAddress of(String url) {
        return DatabaseAddress.of(url, Path.of("/data"), "puli", "secret");
    }

    @Test
    void aServerIsAskedByWhomTheUrlNamesElseByWhomTheSettingsDo() {
        assertThat(of("postgresql://db/farm").server()).isEqualTo(new Server("db", "farm", "puli", "secret", ""));
        assertThat(of("mariadb://ada@db:3307,other/farm?sslMode=verify-full").server())
                .isEqualTo(new Server("db:3307,other", "farm", "ada", "secret", "sslMode=verify-full"));
        assertThat(of("mysql://db/farm").kind()).isEqualTo(Kind.MYSQL);
    }

    @Test
    void nobodyReadsThePassword() {
        DatabaseAddress address = of("postgresql://db/farm");
        assertThat(address.toString() + address.database() + address.server()).doesNotContain("secret");
    }

    @Test
    void aFileIsOfTheDataFolder() {
        assertThat(of("sqlite:farm.db")).isEqualTo(DatabaseAddress.sqlite(Path.of("/data/farm.db")));
        assertThat(of("memory")).isEqualTo(DatabaseAddress.MEMORY);
        assertThat(DatabaseAddress.MEMORY.database()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sqlite:",
                "postgres://db/farm",
                "postgresql://db",
                "postgresql://db/",
                "postgresql:///farm",
                "mariadb://db/farm/more",
                "mariadb://db/fa rm",
                "jdbc:mysql://db/farm"
            })
    void whatIsNoneOfThemIsRefused(String url) {
        assertThatThrownBy(() -> of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://ada:pw@db/farm, database.passwordFile",
        "postgresql://db/farm?password=pw, no password",
        "postgresql://db/farm?a, name=value",
        "postgresql://db/farm?a=b&allowLoadLocalInfile=true%20x, name=value"
    })
    void aPasswordDoesNotBelongIntoAUrlAndOptionsAreNamesAndValues(String url, String said) {
        assertThatThrownBy(() -> of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said)
                .matches(e -> !Objects.requireNonNull(e.getMessage()).contains("pw"));
    }
}
