package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.PoolName;
import org.puli.api.spec.Grace;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.ShareSpec;

class PoolReaderTest {
    private static final PoolName NIGHT = new PoolName("night");

    @Test
    void everythingIsRead() {
        String json = """
                {"shares": [{"name": "alpha", "tags": {"prod": ["b", "a"], "dep": "fx"}, "owners": ["ada"],
                             "weight": 2, "min": 0.0, "max": 4.5}], "reservationLimit": 0, "ageBoost": 2.125}""";
        ShareSpec alpha = new ShareSpec(
                "alpha", Map.of("prod", List.of("a", "b"), "dep", List.of("fx")), List.of("ada"), 2, 0, 4.5);
        assertThat(PoolReader.pool(json, NIGHT)).isEqualTo(new PoolSpec(NIGHT, List.of(alpha), 0).withAgeBoost(2.125));
    }

    @Test
    void whatIsLeftOutIsPlain() {
        assertThat(PoolReader.pool("", NIGHT)).isEqualTo(PoolSpec.plain(NIGHT));
        assertThat(PoolReader.share("{}", "a")).isEqualTo(new ShareSpec("a", Map.of(), List.of(), 1, 0, 0));
        assertThat(PoolReader.pool("{\"name\": \"night\"}", null)).isEqualTo(PoolSpec.plain(NIGHT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"day\"} | the path says 'night'",
                "{\"share\": []} | did you mean 'shares'",
                "{\"shares\": [{}]} | needs a 'name'",
                "{\"shares\": [{\"name\": \"a\"}, {\"name\": \"a\"}]} | already a share 'a'",
                "{\"shares\": [{\"name\": \"rest\"}]} | whatever matches no other",
                "{\"shares\": [{\"name\": \"a\", \"weight\": 0}]} | above 0",
                "{\"shares\": [{\"name\": \"a\", \"min\": 5, \"max\": 4.5}]} | min 5 is more than max 4.5",
                "{\"shares\": [{\"name\": \"a\", \"min\": -1}]} | from 0 to 100000000, found the number -1",
                "{\"shares\": [{\"name\": \"a\", \"max\": 1e400}]} | expected a number from 0 to 100000000, found",
                "{\"shares\": [{\"name\": \"a\", \"tags\": [1]}]} | expected a map",
                "{\"reservationLimit\": 1001} | from 0 to 1000",
                "{\"ageBoost\": -0.001} | from 0 to 100 in steps of 0.001",
                "{\"ageBoost\": 100.001} | from 0 to 100 in steps of 0.001",
                "{\"ageBoost\": 0.0005} | from 0 to 100 in steps of 0.001",
                "{\"ageBoost\": 1e999} | from 0 to 100 in steps of 0.001",
                "{\"ageBoost\": \"2\"} | from 0 to 100 in steps of 0.001",
                "{\"ageBoost\": null} | from 0 to 100 in steps of 0.001",
                "{\"preempt\": \"newest\"} | expected one of off, oldest, cheapest",
                "{\"preempt\": true} | expected one of off, oldest, cheapest",
                "{\"preemptGrace\": \"soon\"} | is not a duration",
                "{\"preemptGrace\": \"168h1ms\"} | longer than 168h",
                "[] | expected a pool"
            })
    void whatCannotBeIsRefused(String json, String words) {
        assertThatThrownBy(() -> PoolReader.pool(json, NIGHT))
                .isInstanceOf(BadDocument.class)
                .hasMessageContaining(words);
    }

    @Test
    void anAgeBoostIsReadAtBothOfItsEnds() {
        assertThat(PoolReader.pool("{\"ageBoost\": 0}", NIGHT).ageBoost()).isZero();
        PoolSpec least = PoolReader.pool("{\"ageBoost\": 0.001}", NIGHT);
        assertThat(least.milliAgeBoost()).isEqualTo(1);
        assertThat(PoolReader.pool("{\"ageBoost\": 1e2}", NIGHT).milliAgeBoost())
                .isEqualTo(100_000);
    }

    @Test
    void whatIsStoppedForSharesIsReadAsItWasWritten() {
        PoolSpec oldest = PoolSpec.plain(NIGHT).with(Preempt.OLDEST, new Grace(Duration.ofDays(7)));
        assertThat(PoolReader.pool("{\"preempt\": \"oldest\", \"preemptGrace\": \"168h\"}", NIGHT))
                .isEqualTo(oldest);
        assertThat(PoolReader.pool(Json.write(oldest), NIGHT)).isEqualTo(oldest);
        assertThat(Json.read(Json.write(oldest), PoolSpec.class)).isEqualTo(oldest);
        assertThat(PoolReader.pool("{\"preempt\": \"cheapest\", \"preemptGrace\": 0, \"ageBoost\": 2}", NIGHT))
                .isEqualTo(PoolSpec.plain(NIGHT).withAgeBoost(2).with(Preempt.CHEAPEST, new Grace(Duration.ZERO)));
    }

    @Test
    void aPoolOfAnOlderReleaseStopsNothing() {
        String stored = "{\"name\": \"night\", \"shares\": [], \"reservationLimit\": 1}";
        assertThat(Json.read(stored, PoolSpec.class)).isEqualTo(PoolSpec.plain(NIGHT));
    }

    @Test
    void aPoolHasSoManySharesAtMost() {
        assertThat(PoolReader.pool(shares(PoolSpec.MOST_SHARES), NIGHT).shares())
                .hasSize(PoolSpec.MOST_SHARES);
        assertThatThrownBy(() -> PoolReader.pool(shares(PoolSpec.MOST_SHARES + 1), NIGHT))
                .hasMessageContaining("has 65 entries; at most 64");
    }

    private static String shares(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"name\": \"s" + i + "\"}")
                .collect(Collectors.joining(",", "{\"shares\": [", "]}"));
    }
}
