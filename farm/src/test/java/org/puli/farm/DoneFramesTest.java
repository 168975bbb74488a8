package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.spec.FrameRange;

/** What is finished, and what is left. */
class DoneFramesTest {
    private static FrameRange range(String text) {
        return FrameRange.parse(text);
    }

    private static @Nullable String sum(String all, @Nullable String known, String more) {
        FrameRange sum = DoneFrames.sum(range(all), known == null ? null : range(known), range(more));
        return sum == null ? null : sum.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1-10       | 1-3     | 1-3",
                "1-10       | 4-10    | 4-10",
                "1-10x3     | 4,10    | 4,10",
                "1-10x3     | 1,4     | 1-4x3",
                "9,1-4      | 1,9     | 9,1",
                "-3-3       | -2-0    | -2-0",
            })
    void framesThatAreFinishedAreKeptInTheCommandsOrder(String all, String told, String sum) {
        assertThat(sum(all, null, told)).isEqualTo(sum);
    }

    @Test
    void whatSeveralAttemptsFinishedAddsUp() {
        assertThat(sum("1-10", "1-3", "4,9")).isEqualTo("1-4,9");
        assertThat(sum("1-10", "5", "5")).isEqualTo("5");
    }

    @Test
    void framesOfOthersAreNotTaken() {
        assertThat(sum("1-10", null, "0-2")).isEqualTo("1-2");
        assertThat(sum("1-10x2", null, "2,4")).isNull();
        assertThat(sum("1-10", null, "1-9999999"))
                .as("more than there are cannot be meant, and is not gone through")
                .isNull();
    }

    @Test
    void whoeverToldThatAllAreFinishedAndDidNotEndWellIsNotBelieved() {
        assertThat(sum("1-10", "1-9", "10")).isNull();
        assertThat(DoneFrames.left(range("1-3"), range("1-3")))
                .as("a try has work in any case")
                .containsExactly(range("1-3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1-10    | 1-3       | 4-10",
                "1-10    | 2,5-6     | 1 3-4 7-10",
                "1-9x2   | 3         | 1 5-9x2",
                "9,1-4   | 2         | 9,1 3-4",
                "1,5,9   | 9         | 1,5",
            })
    void whatIsLeftComesInStretches(String all, String done, String left) {
        assertThat(DoneFrames.left(range(all), range(done)))
                .extracting(FrameRange::toString)
                .containsExactly(left.split(" "));
    }

    @Test
    void nothingIsLeftOutWhereNothingIsKnown() {
        assertThat(DoneFrames.left(range("1-10"), null)).containsExactly(range("1-10"));
    }

    @Test
    void aCommandOfVeryManyFramesAlwaysRunsAllOfThem() {
        String most = "1-" + DoneFrames.MOST_FRAMES;
        String more = "1-" + (DoneFrames.MOST_FRAMES + 1);
        assertThat(sum(most, null, "1")).isEqualTo("1");
        assertThat(sum(more, null, "1")).isNull();
        assertThat(DoneFrames.left(range(more), range("1"))).containsExactly(range(more));
    }
}
