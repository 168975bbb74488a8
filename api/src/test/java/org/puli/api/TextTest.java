package org.puli.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void aLineForPeopleHasNothingInvisible() {
        assertThat(Text.line("plain", 40)).isEqualTo("plain");
        assertThat(Text.line("  two\t\n  blanks ", 40)).isEqualTo("two blanks");
        assertThat(Text.line("\u001B[1;31mred\u001B[0m and \u001B[2Kgone", 40)).isEqualTo("red and gone");
        assertThat(Text.line("\u001B]a bell\u0007", 40)).isEqualTo("]a bell");
        assertThat(Text.line("right\u202Eto\u2028left", 40)).isEqualTo("right to left");
        assertThat(Text.line("no\u0000thing", 40)).isEqualTo("no thing");
        assertThat(Text.line("half \uD800", 40)).isEqualTo("half \uFFFD");
        assertThat(Text.line(" \u0007 ", 40)).isEmpty();
    }

    @Test
    void aLineForPeopleIsCutWithoutLeavingHalfACharacter() {
        assertThat(Text.line("twelve chars", 12)).isEqualTo("twelve chars");
        assertThat(Text.line("thirteen chars", 12)).isEqualTo("thirteen ch…");
        assertThat(Text.line("tenletters\uD83D\uDE00 and", 12)).isEqualTo("tenletters…");
    }
}
