package org.puli.worker.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerTurnsTest {
    private static final URI A = URI.create("http://a:8004");
    private static final URI B = URI.create("http://b:8004");
    private static final URI C = URI.create("http://c:8004");

    private static ServerTurns turns(URI... servers) {
        return new ServerTurns(List.of(servers), LinkTimes.USUAL, new Random(1));
    }

    @Test
    void theFirstTryComesAtOnceAndAllAreTriedInTheirOrder() {
        ServerTurns turns = turns(A, B, C);
        assertThat(turns.next(0)).isEqualTo(new ServerTurns.Turn(A, 0));
        List<URI> tried = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            turns.failed();
            tried.add(turns.next(0).server());
        }
        assertThat(tried).containsExactly(B, C, A, B, C);
    }

    @Test
    void waitsAreDrawnFromNothingToABoundThatGrowsToTwoSeconds() {
        ServerTurns turns = turns(A);
        List<Long> early = new ArrayList<>();
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            turns.failed();
            (i < 3 ? early : late).add(turns.next(0).pauseMillis());
        }
        assertThat(early).allSatisfy(pause -> assertThat(pause).isBetween(0L, 250L));
        List<Long> last = late.subList(100, late.size());
        assertThat(last).allSatisfy(pause -> assertThat(pause).isBetween(0L, 2_000L));
        assertThat(last).anyMatch(pause -> pause < 100).anyMatch(pause -> pause > 1_900);
        assertThat(last.stream().mapToLong(Long::longValue).average().orElse(0)).isBetween(900.0, 1_100.0);
    }

    @Test
    void theOneThatLeadsIsTriedNextHoweverOftenItWasTried() {
        ServerTurns turns = turns(A, B, C);
        assertThat(turns.next(0).server()).isEqualTo(A);
        turns.failed();
        turns.leads(C);
        assertThat(turns.next(0).server()).isEqualTo(C);
        turns.failed();
        turns.leads(C);
        assertThat(turns.next(0).server()).isEqualTo(C);
    }

    @Test
    void aLeaderThatWasNotConfiguredIsTriedTooUntilThereIsAnother() {
        ServerTurns turns = turns(A);
        turns.leads(B);
        assertThat(turns.next(0).server()).isEqualTo(B);
        turns.failed();
        assertThat(turns.next(0).server()).isEqualTo(A);
        turns.leads(C);
        List<URI> tried = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tried.add(turns.next(0).server());
            turns.failed();
        }
        assertThat(tried).containsExactly(C, A, C, A);
    }

    @Test
    void anAddressThatRefusedIsLeftAloneWhileTheOthersGoOn() {
        ServerTurns turns = turns(A, B);
        turns.refused(turns.next(0).server(), 0);
        for (int i = 0; i < 10; i++) {
            assertThat(turns.next(1_000).server()).isEqualTo(B);
            turns.failed();
        }
        assertThat(turns.next(61_000).server()).isEqualTo(A);
    }

    @Test
    void whereAllRefusedTheNextTryComesAfterThirtyToSixtySeconds() {
        ServerTurns turns = turns(A);
        List<Long> pauses = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 200; i++) {
            turns.refused(A, now);
            pauses.add(turns.next(now).pauseMillis());
            now += pauses.getLast();
        }
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isBetween(30_000L, 60_000L));
        assertThat(pauses).anyMatch(pause -> pause < 33_000).anyMatch(pause -> pause > 57_000);
    }

    @Test
    void whoServedLastIsAskedFirst() {
        ServerTurns turns = turns(A, B);
        turns.next(0);
        turns.failed();
        assertThat(turns.next(0).server()).isEqualTo(B);
        turns.served(B);
        ServerTurns.Turn again = turns.next(0);
        assertThat(again.server()).isEqualTo(B);
        assertThat(again.pauseMillis()).isBetween(0L, 250L);
    }
}
