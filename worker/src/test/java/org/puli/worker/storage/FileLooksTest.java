package org.puli.worker.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FileLooksTest {
    private final Map<String, Consumer<Boolean>> out = new TreeMap<>();
    private final FileLooks looks = new FileLooks(this::look, 5_000, () -> {});

    private void look(String path, Consumer<Boolean> answer) {
        assertThat(out.put(path, answer)).as("a second look at " + path).isNull();
    }

    private void answer(String path, boolean isThere, long now) {
        requireNonNull(out.remove(path)).accept(isThere);
        looks.turn(now);
    }

    @Test
    void aFileIsLookedForAgainAndAgainUntilItIsThere() {
        looks.follow(List.of("/a"));
        assertThat(looks.untilNext(0)).isZero();
        looks.turn(0);
        answer("/a", false, 10);
        assertThat(looks.untilNext(10)).isEqualTo(4_990);
        looks.turn(4_999);
        assertThat(out).isEmpty();
        looks.turn(5_000);
        answer("/a", true, 5_010);
        assertThat(looks.found()).containsExactly("/a");
    }

    @Test
    void whatIsGoneWhenItLooksAgainIsNotThere() {
        looks.follow(List.of("/a"));
        looks.turn(0);
        answer("/a", true, 0);
        looks.turn(5_000);
        assertThat(looks.found()).containsExactly("/a");
        answer("/a", false, 5_000);
        assertThat(looks.found()).isEmpty();
    }

    @Test
    void aLookThatDoesNotComeBackIsNotAskedAgainAndKeepsNoOtherFileWaiting() {
        looks.follow(List.of("/dead/a", "/b"));
        looks.turn(0);
        for (long now = 0; now < 60_000; now += 5_000) {
            answer("/b", false, now);
            looks.turn(now + 5_000);
        }
        assertThat(out).containsOnlyKeys("/dead/a", "/b");
        answer("/b", true, 60_000);
        assertThat(looks.found()).containsExactly("/b");
    }

    @Test
    void aFileBesideOneThatHangsIsSeenAllTheSame() {
        looks.follow(List.of("/x/dead", "/x/b"));
        looks.turn(0);
        answer("/x/b", true, 0);
        assertThat(looks.found()).containsExactly("/x/b");
    }

    @Test
    void aDeadFolderTakesTwoLooksAndLeavesTheOthers() {
        looks.follow(List.of("/dead/1", "/dead/2", "/dead/3", "/dead/4", "/b"));
        looks.turn(0);
        assertThat(out).containsOnlyKeys("/dead/1", "/dead/2", "/b");
        assertThat(looks.untilNext(0)).as("nothing to do until an answer comes").isEqualTo(Long.MAX_VALUE);
        answer("/dead/1", false, 0);
        assertThat(out).containsOnlyKeys("/dead/2", "/dead/3", "/b");
    }

    @Test
    void noMoreThanEightAreLookedForAtOnceAndAllGetTheirTurns() {
        List<String> all = new ArrayList<>();
        for (int i = 10; i < 30; i++) {
            all.add("/" + i + "/a");
        }
        looks.follow(all);
        looks.turn(0);
        assertThat(out).hasSize(FileLooks.MOST_AT_ONCE);
        List<String> asked = new ArrayList<>();
        while (!out.isEmpty()) {
            String first = out.keySet().iterator().next();
            asked.add(first);
            answer(first, false, 0);
            assertThat(out).hasSizeLessThanOrEqualTo(FileLooks.MOST_AT_ONCE);
        }
        assertThat(asked).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void whatNobodyAsksForAnyMoreIsForgottenAndLookedForAnewWhenSomebodyDoes() {
        looks.follow(List.of("/a"));
        looks.turn(0);
        answer("/a", true, 0);
        looks.follow(List.of());
        assertThat(looks.found()).isEmpty();
        looks.follow(List.of("/a"));
        assertThat(looks.found()).isEmpty();
        looks.turn(1);
        answer("/a", false, 1);
        assertThat(looks.found()).isEmpty();
    }

    @Test
    void anAnswerThatComesWhenNobodyAsksAnyMoreIsDropped() {
        looks.follow(List.of("/a"));
        looks.turn(0);
        looks.follow(List.of());
        answer("/a", true, 1);
        looks.follow(List.of("/a"));
        assertThat(looks.found()).isEmpty();
    }
}
