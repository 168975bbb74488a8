package org.puli.api.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameRangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1-5|1,2,3,4,5",
                "1-10x4|1,5,9",
                "7|7",
                "1,5,9-12|1,5,9,10,11,12",
                "-3--1|-3,-2,-1",
                "-2-2x2|-2,0,2",
                "5-5|5",
                "1-2x9|1",
                "9,1|9,1",
                " 1 , 2-3 |1,2,3"
            })
    void aRangeNamesItsFramesInOrder(String text, String frames) {
        FrameRange range = FrameRange.parse(text);
        assertThat(range.frames())
                .isEqualTo(List.of(frames.split(",")).stream()
                        .map(Integer::valueOf)
                        .toList());
        assertThat(FrameRange.parse(range.toString())).isEqualTo(range);
    }

    @Test
    void theWidestRangeIsCountedAndReached() {
        FrameRange range = FrameRange.parse("-9999999-9999999");
        assertThat(range.count()).isEqualTo(19_999_999);
        assertThat(range.frameAt(19_999_998)).isEqualTo(9_999_999);
        assertThat(FrameRange.parse("-9999999-9999999x9999999").frames()).containsExactly(-9_999_999, 0, 9_999_999);
    }

    @Test
    void aSliceCrossesParts() {
        FrameRange range = FrameRange.parse("1-10x3,20,30-31");
        assertThat(range.slice(2, 4)).hasToString("7-10x3,20,30");
        assertThat(range.slice(5, 100)).hasToString("30-31");
        assertThat(range.slice(4, 1)).hasToString("20");
    }

    @Test
    void aRangeThatNamesNothingCannotBe() {
        assertThatThrownBy(() -> new FrameRange(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameRange.parse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameRange.of(3).frameAt(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {"1-5,5|5", "1-9x2,2-8x2|none", "1-9x4,3-9x3|9", "-5-5,0|0", "5|none", "1-3,7-9,2|2"})
    void aFrameThatIsNamedTwiceIsFound(String text, Integer frame) {
        assertThat(FrameRange.parse(text).findDuplicate()).isEqualTo(frame);
    }
}
