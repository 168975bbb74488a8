package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownEnvironmentTest {
    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, x",
        "db_passwd, x",
        "AWS_SECRET_ACCESS_KEY, x",
        "GITHUB_TOKEN, x",
        "ApiKey, x",
        "SSH_AUTH_SOCK, /run/x",
        "ANYTHING, 0123456789abcdef0123456789abcdef",
        "ANYTHING, '-----BEGIN RSA PRIVATE KEY-----'",
        "ANYTHING, Bearer eyJhbGciOiJIUzI1NiJ9.e30.x",
        "ANYTHING, AKIAIOSFODNN7EXAMPLE"
    })
    void whatMayBeASecretIsNamedAndNotTold(String name, String value) {
        assertThat(ShownEnvironment.lines(Map.of(name, value))).containsExactly("environment " + name + "=(hidden)");
    }

    @ParameterizedTest
    @CsvSource({
        "SHOT, sh010",
        "PATH, /usr/local/bin:/usr/bin",
        "PWD, /shots",
        "RLM_LICENSE, 5053@licenses",
        "OCIO, /farm/config/aces_1.2_with_a_long_name_and_numbers/config.ocio",
        "FRAMES, 1-100"
    })
    void theRestIsTold(String name, String value) {
        assertThat(ShownEnvironment.lines(Map.of(name, value))).containsExactly("environment " + name + "=" + value);
    }

    @Test
    void aLoginInAnAddressIsLeftOut() {
        assertThat(ShownEnvironment.lines(Map.of("PROXY", "http://ann:hush@proxy:3128/a http://b@c/")))
                .containsExactly("environment PROXY=http://(hidden)@proxy:3128/a http://(hidden)@c/");
    }

    @Test
    void namesAreInOrderLongValuesAreCutAndTheWorkersMarkIsLeftOut() {
        String[] lines = ShownEnvironment.lines(Map.of("B", "- ".repeat(400), "A", "1", RunMark.VARIABLE, "m"));
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).isEqualTo("environment A=1");
        assertThat(lines[1]).hasSizeLessThan(550).endsWith(" …");
    }
}
