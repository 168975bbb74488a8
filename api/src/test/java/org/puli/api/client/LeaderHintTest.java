package org.puli.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaderHintTest {
    private static final URI PLAIN = URI.create("http://farm1:8004");
    private static final URI SECURE = URI.create("https://farm1:8004");
    private static final List<URI> KNOWN = List.of(PLAIN, URI.create("http://Farm2:8004/"), SECURE);

    @Test
    void oneThatWasConfiguredIsGoneToHoweverItIsWritten() {
        assertThat(LeaderHint.find("http://farm2:8004", PLAIN, KNOWN)).isEqualTo(KNOWN.get(1));
        assertThat(LeaderHint.find("http://FARM1:8004/", PLAIN, KNOWN)).isEqualTo(PLAIN);
        assertThat(LeaderHint.find("http://farm1", PLAIN, List.of(URI.create("http://farm1:80"))))
                .hasToString("http://farm1:80");
    }

    @Test
    void aTokenIsShownNowhereOnAStrangersWord() {
        assertThat(LeaderHint.find("http://evil:8004", PLAIN, KNOWN)).isNull();
        assertThat(LeaderHint.find("https://evil:8004", PLAIN, KNOWN)).isNull();
        assertThat(LeaderHint.find("http://evil:8004", SECURE, KNOWN)).isNull();
        assertThat(LeaderHint.find("http://farm1:8005", PLAIN, KNOWN)).isNull();
    }

    @Test
    void whoProvedThatItIsOfTheFarmMayNameAnotherThatCanProveIt() {
        assertThat(LeaderHint.find("https://farm9:8004/", SECURE, KNOWN)).hasToString("https://farm9:8004");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "farm9",
                "ftp://farm9",
                "https://u@farm9",
                "https://farm9/x",
                "https://a b",
                "https://%zz",
                "https://farm9?x",
                "https://a,https://b"
            })
    void whatIsNoAddressIsPassedOver(String text) {
        assertThat(LeaderHint.find(text, SECURE, KNOWN)).isNull();
    }
}
