package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.spec.LineKind;
import org.puli.api.spec.ProgramPatterns;

class ProgramsReaderTest {
    private static BadDocument refused(String yaml) {
        BadDocument refusal = catchThrowableOfType(BadDocument.class, () -> ProgramsReader.read(yaml, Set.of("known")));
        assertThat(refusal).as(yaml).isNotNull();
        return refusal;
    }

    @Test
    void aProgramHasNamesAndPatterns() {
        ProgramPatterns tool = ProgramsReader.read("""
                        programs:
                          tool:
                            names: [tool, toolbox]
                            also: known
                            progress: ['(?P<percent>\\d+)%', 'part (?P<done>\\d+)']
                            error: '^E: (?P<text>.*)'
                        """, Set.of("known")).getFirst();
        assertThat(tool.program()).isEqualTo("tool");
        assertThat(tool.names()).containsExactly("tool", "toolbox");
        assertThat(tool.also()).containsExactly("known");
        assertThat(tool.of(LineKind.PROGRESS)).hasSize(2);
        assertThat(tool.of(LineKind.ERROR)).containsExactly("^E: (?P<text>.*)");
        assertThat(tool.of(LineKind.FAIL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "program: {}#unknown key 'program'; did you mean 'programs'?",
                "{}#needs the key 'programs'",
                "[]#a map with the key 'programs'",
                "programs: []#a map from programs to their patterns",
                "programs: {a b: {names: [x]}}#the word for a program",
                "programs: {a: {}}#needs 'names': the names of its executables, as [a]",
                "programs: {a: []}#a program: a map with its names and patterns",
                "programs: {a: {names: ['x/y']}}#a name",
                "programs: {a: {names: [x], also: b}}#there is no program 'b'",
                "programs: {a: {names: [x], also: knwon}}#did you mean 'known'?",
                "programs: {a: {names: [x], eror: b}}#did you mean 'error'?",
                "programs: {a: {names: [x], error: '('}}#no regular expression",
                "programs: {a: {names: [x], error: '(?=b)'}}#no regular expression",
                "programs: {a: {names: [x], error: ''}}#an empty pattern fits every line",
                "programs: {a: {names: [x], error: [[b]]}}#found a list",
                "programs: {a: {names: [x], error: 'a{999}b{999}'}}#multiply to more than",
                "programs: {a: {names: [x], progress: 'x%'}}#needs a named group",
                "programs: {a: {names: [x], length: 'x'}}#needs the named group (?P<time>",
                "programs: {a: {names: [x], error: '(?P<frame>x)'}}#[frame] mean nothing here; known are [text]",
                "programs: {a: {names: [x], license: '(?P<text>x)'}}#no named group does",
                "programs: {a: {names: [x]}, a: {names: [y]}}#stands here twice",
            })
    void faultsAreNamed(String yaml, String words) {
        assertThat(refused(yaml).faults())
                .anySatisfy(fault -> assertThat(fault.toString()).contains(words));
    }

    @Test
    void allFaultsAreToldWithTheirPlaces() {
        BadDocument refusal = refused("programs:\n  a:\n    names: [x]\n    error: '('\n    progress: 'y'\n");
        assertThat(refusal.faults()).hasSize(2);
        assertThat(refusal.faults().getFirst().line()).isEqualTo(5);
        assertThat(refusal.faults().getLast().line()).isEqualTo(4);
    }

    @Test
    void limitsHold() {
        List<String> fifty = IntStream.range(0, 50).mapToObj(i -> "x" + i + "x").toList();
        String names = String.join(", ", fifty);
        assertThat(ProgramsReader.read("programs: {a: {names: [" + names + "]}}", Set.of()))
                .hasSize(1);
        assertThat(refused("programs: {a: {names: [" + names + ", y]}}")).hasMessageContaining("at most 50");
        assertThat(ProgramsReader.read(many(200), Set.of())).hasSize(200);
        assertThat(refused(many(201))).hasMessageContaining("at most 200");
        assertThat(refused("programs: {a: {names: [x], error: '" + "e".repeat(501) + "'}}"))
                .hasMessageContaining("at most 500");
        assertThat(refused("#" + "x".repeat(ProgramsReader.LONGEST_DOCUMENT)))
                .hasMessageContaining("more than 1048576 characters");
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "p" + i + ": {names: [x]}")
                .collect(Collectors.joining(", ", "programs: {", "}"));
    }
}
