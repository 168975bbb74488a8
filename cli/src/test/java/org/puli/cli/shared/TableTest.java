package org.puli.cli.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private record Thing(String name, String status, long count, String remark) {}

    private static final Columns<Thing> COLUMNS = new Columns<Thing>()
            .wide("NAME", "name", Thing::name)
            .status(Thing::status)
            .number("COUNT", "count", Thing::count)
            .wide("REMARK", "remark", Thing::remark);

    private static List<String> lines(Terminal terminal, Thing... things) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        Table.print(List.of(things), COLUMNS, terminal, out);
        out.flush();
        return text.toString().lines().toList();
    }

    private static Terminal wide(int width) {
        return new Terminal(true, false, width);
    }

    @Test
    void longNamesAreCutSoThatTheLineFits() {
        Thing thing = new Thing("a very long name of something", "DONE", 7, "a remark that is even longer than it");
        assertThat(lines(wide(50), thing)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(50));
        assertThat(lines(wide(50), thing).getLast()).contains("…");
        assertThat(lines(wide(100), thing).getLast()).doesNotContain("…");
    }

    @Test
    void whatCannotBeCutIsLeftWhole() {
        assertThat(lines(wide(5), new Thing("name", "DONE", 123_456, "x")).getLast())
                .contains("name", "DONE", "123456");
    }

    @Test
    void aColumnInWhichNothingStandsIsLeftOut() {
        assertThat(lines(wide(80), new Thing("a", "DONE", 7, "")))
                .containsExactly("NAME  STATUS  COUNT", "a     DONE        7");
    }

    @Test
    void charactersOutsideTheFirstPlaneCountOnce() {
        assertThat(lines(wide(80), new Thing("🎬x", "DONE", 7, "")).getLast()).isEqualTo("🎬x    DONE        7");
    }

    @Test
    void statusesAreColoredOnlyWhereThatIsWanted() {
        assertThat(lines(new Terminal(true, true, 80), new Thing("a", "FAILED", 7, ""))
                        .getLast())
                .contains("\u001b[31mFAILED\u001b[0m");
        assertThat(lines(wide(80), new Thing("a", "FAILED", 7, "")).getLast()).doesNotContain("\u001b");
    }
}
