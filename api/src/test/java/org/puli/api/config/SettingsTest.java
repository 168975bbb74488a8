package org.puli.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("puli.yaml"), text);
    }

    private static Settings flag(Setting setting, String value) {
        return Settings.read(null, Map.of(), Map.of(setting, value));
    }

    @Test
    void laterSourcesWinAndAreNamed() throws IOException {
        Path file = file("dispatcher: {port: 1, bind: 127.0.0.2, debug: true}\n");
        Map<String, String> environment = Map.of("PULI_DISPATCHER_PORT", "2", "PULI_DISPATCHER_LOST_AFTER", "1m");
        Settings settings = Settings.read(file, environment, Map.of(Setting.DISPATCHER_PORT, "3"));
        assertThat(settings.value(Setting.DISPATCHER_PORT)).isEqualTo(new Settings.Value("3", "command line"));
        assertThat(settings.value(Setting.DISPATCHER_BIND)).isEqualTo(new Settings.Value("127.0.0.2", file.toString()));
        assertThat(settings.value(Setting.DISPATCHER_LOST_AFTER).source()).isEqualTo("PULI_DISPATCHER_LOST_AFTER");
        assertThat(settings.value(Setting.DISPATCHER_HEARTBEAT)).isEqualTo(new Settings.Value("5s", "built in"));
        assertThat(settings.flag(Setting.DISPATCHER_DEBUG)).isTrue();
    }

    @Test
    void theServerHasAShortVariableWhichAFlagBeats() {
        Map<String, String> environment = Map.of("PULI_SERVER", "http://farm", "PULI_WORKER_SERVER", "http://other");
        assertThat(Settings.read(null, environment, Map.of()).text(Setting.WORKER_SERVER))
                .isEqualTo("http://farm");
        assertThat(Settings.read(null, environment, Map.of(Setting.WORKER_SERVER, "http://flag"))
                        .text(Setting.WORKER_SERVER))
                .isEqualTo("http://flag");
    }

    @Test
    void unknownKeysAreRefusedWithTheNearestOne() throws IOException {
        Path file = file("dispatcher:\n  prot: 5\n");
        assertThatThrownBy(() -> Settings.read(file, Map.of(), Map.of()))
                .isInstanceOf(BadSetting.class)
                .hasMessageContainingAll(
                        file.toString(), "unknown key 'dispatcher.prot'", "did you mean 'dispatcher.port'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "just text",
                "[1]",
                "dispatcher: 5",
                "dispatcher: {port: {x: 1}}",
                "a: [",
                "dispatcher: {port: 1, port: 2}",
                "dispatcher: {port: }",
                "dispatcher: {port: [1]}",
                "a: &x {b: *x}"
            })
    void filesThatAreNoSettingsAreRefusedByName(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> Settings.read(file, Map.of(), Map.of()))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("puli.yaml");
    }

    @Test
    void aFileNestedTooDeeplyOrNotInUtf8IsRefused() throws IOException {
        Path deep = file("[".repeat(100_000));
        assertThatThrownBy(() -> Settings.read(deep, Map.of(), Map.of())).isInstanceOf(BadSetting.class);
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4});
        assertThatThrownBy(() -> Settings.read(latin, Map.of(), Map.of()))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void aMissingFileIsRefusedByName() {
        assertThatThrownBy(() -> Settings.read(folder.resolve("nope.yaml"), Map.of(), Map.of()))
                .isInstanceOf(BadSetting.class)
                .hasMessageContainingAll("nope.yaml", "does not exist");
    }

    @Test
    void anEmptyFileSaysNothing() throws IOException {
        assertThat(Settings.read(file("# nothing yet\n"), Map.of(), Map.of()).text(Setting.DISPATCHER_PORT))
                .isEqualTo("8004");
    }

    @Test
    void aListOfServersMayBeAList() throws IOException {
        assertThat(Settings.read(file("worker: {server: [http://a, b:9]}"), Map.of(), Map.of())
                        .servers(Setting.WORKER_SERVER))
                .containsExactly(URI.create("http://a:8004"), URI.create("http://b:9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "65536", "1.5", "99999999999"})
    void wrongNumbersAreRefusedWithTheirSource(String text) {
        assertThatThrownBy(() -> flag(Setting.DISPATCHER_PORT, text).number(Setting.DISPATCHER_PORT, 0, 65_535))
                .isInstanceOf(BadSetting.class)
                .hasMessage("dispatcher.port is '" + text
                        + "' (from command line); expected a whole number from 0 to 65535");
    }

    @Test
    void otherKindsAreReadAndRefused() {
        assertThat(flag(Setting.DISPATCHER_HEARTBEAT, "2m").duration(Setting.DISPATCHER_HEARTBEAT))
                .isEqualTo(Duration.ofMinutes(2));
        assertThatThrownBy(() -> flag(Setting.DISPATCHER_HEARTBEAT, "often").duration(Setting.DISPATCHER_HEARTBEAT))
                .hasMessageContaining("expected a duration such as");
        assertThat(flag(Setting.WORKER_MEMORY, "12G").bytes(Setting.WORKER_MEMORY))
                .isEqualTo(12L << 30);
        assertThatThrownBy(() -> flag(Setting.WORKER_MEMORY, "lots").bytes(Setting.WORKER_MEMORY))
                .hasMessageContaining("expected an amount of memory");
        assertThat(flag(Setting.DISPATCHER_DEBUG, "no").flag(Setting.DISPATCHER_DEBUG))
                .isFalse();
        assertThatThrownBy(() -> flag(Setting.DISPATCHER_DEBUG, "maybe").flag(Setting.DISPATCHER_DEBUG))
                .hasMessageContaining("expected true or false");
    }

    @Test
    void pathsKnowTheHomeFolderAndRefuseNul() {
        assertThat(flag(Setting.DISPATCHER_DATA, "~/x").path(Setting.DISPATCHER_DATA))
                .isEqualTo(Path.of(System.getProperty("user.home"), "x"));
        assertThatThrownBy(() -> flag(Setting.DISPATCHER_DATA, "a\0b").path(Setting.DISPATCHER_DATA))
                .isInstanceOf(BadSetting.class);
        assertThatThrownBy(() -> flag(Setting.DISPATCHER_DATA, "").path(Setting.DISPATCHER_DATA))
                .isInstanceOf(BadSetting.class);
    }

    @ParameterizedTest
    @CsvSource({
        "farm,http://farm:8004",
        "farm:9,http://farm:9",
        "http://farm,http://farm:8004",
        "https://farm,https://farm",
        "http://[::1]:9,http://[::1]:9"
    })
    void serversGetWhatIsMissing(String text, URI server) {
        assertThat(flag(Setting.WORKER_SERVER, text).servers(Setting.WORKER_SERVER))
                .containsExactly(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://x", "http://", "http:// x", "a,,b", "http://a b"})
    void wrongServersAreRefused(String text) {
        assertThatThrownBy(() -> flag(Setting.WORKER_SERVER, text).servers(Setting.WORKER_SERVER))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("expected an address such as http://farm:8004");
    }

    @Test
    void aProxyIsAPlainAddressWithItsPort() {
        assertThat(flag(Setting.WORKER_PROXY, "http://proxy:3128").proxy(Setting.WORKER_PROXY))
                .isEqualTo(URI.create("http://proxy:3128"));
        for (String wrong : List.of("proxy:3128", "http://proxy", "https://proxy:1", "http://a:b@proxy:1", "x y")) {
            assertThatThrownBy(() -> flag(Setting.CLIENT_PROXY, wrong).proxy(Setting.CLIENT_PROXY))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageContaining("client.proxy is '" + wrong + "'")
                    .hasMessageContaining("such as http://proxy:3128");
        }
    }

    @Test
    void everySettingHasAVariableOfItsOwn() {
        assertThat(Setting.WORKER_TOKEN_FILE.variable()).isEqualTo("PULI_WORKER_TOKEN_FILE");
        assertThat(Setting.values()).extracting(Setting::variable).doesNotHaveDuplicates();
    }
}
