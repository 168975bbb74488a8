package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.fault;
import static org.puli.api.json.JobFixture.faults;
import static org.puli.api.json.JobFixture.json;
import static org.puli.api.json.JobFixture.jsonFaults;
import static org.puli.api.json.JobFixture.yaml;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.Problem;
import org.puli.api.view.Problem.Fault;
import tools.jackson.core.type.TypeReference;

class JobReaderTest {
    private static final String SMALL = "{\"name\":\"j\",\"tasks\":[{\"name\":\"t\",\"command\":[\"true\"]}]}";

    @Test
    void yamlAndJsonSayTheSame() {
        String text = """
                name: turntable
                priority: 70
                tags: {shot: sh010}
                tasks:
                  - name: render
                    command: [render, "{frame}"]
                    frames: 1-10
                    timeout: 90s
                """;
        String same = """
                {"name": "turntable", "priority": 70, "tags": {"shot": "sh010"}, "tasks": [
                  {"name": "render", "command": ["render", "{frame}"], "frames": "1-10", "timeout": "90s"}]}""";
        assertThat(yaml(text)).isEqualTo(json(same));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        JobSpec job = json(SMALL);
        assertThat(job.owner()).isEqualTo("ada");
        assertThat(job.pool()).isEqualTo(JobSpec.DEFAULT_POOL);
        assertThat(job.priority()).isEqualTo(50);
        assertThat(job.settings().workingDirectory()).isEqualTo("/home/ada");
        assertThat(job.tasks().getFirst().chunk()).isEqualTo(1);
    }

    @Test
    void everyFaultOfADocumentIsNamedAtOnceWithItsPlace() {
        List<Problem.Fault> faults = faults("""
                name: j
                priorty: 5
                priority: 101
                tasks:
                  - name: t
                    command: [true]
                    cores: none
                """);
        assertThat(faults).hasSize(3);
        assertFault(faults.get(0), "/priorty", 2, "unknown key 'priorty'", "did you mean 'priority'?");
        assertFault(faults.get(1), "/tasks/0/cores", 7, "expected a number above 0", "the text 'none'");
        assertFault(faults.get(2), "/priority", 3, "from 0 to 100", "the number 101");
        assertThat(faults.get(0).column()).isEqualTo(1);
        assertThat(faults.get(0))
                .hasToString("line 2, column 1: /priorty: " + faults.get(0).message());
    }

    @Test
    void aDocumentFullOfFaultsNamesTheFirstFifty() {
        assertThat(faults("x: 1\n".repeat(1_000))).hasSize(50);
    }

    @Test
    void unknownKeysAreFoundInGroupsAndTasksToo() {
        assertFault(fault("""
                name: j
                groups:
                  - name: g
                    tasks: [{name: t, command: [a]}]
                    owner: me
                """), "/groups/0/owner", 5, "unknown key 'owner'");
        assertFault(JobFixture.taskFault("comand: [a]", "command: [a]"), "/tasks/0/comand", 4, "'command'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# nothing\n", "\uFEFF"})
    void anEmptyDocumentIsRefused(String text) {
        assertFault(fault(text), "", 1, "the document is empty");
    }

    @Test
    void anEmptyJsonDocumentIsRefused() {
        assertFault(jsonFaults(" ").getFirst(), "", 1, "the document is empty");
    }

    @Test
    void aByteOrderMarkIsNoFault() {
        assertThat(json("\uFEFF" + SMALL)).isEqualTo(json(SMALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"just text", "[1, 2]", "5", "~"})
    void aDocumentThatIsNoMapIsRefused(String text) {
        assertThat(faults(text).getFirst().message()).contains("expected a map with a name and tasks");
    }

    @Test
    void aDocumentPastTheLimitIsRefusedBeforeItIsRead() {
        String filler = " ".repeat(JobLimits.DOCUMENT - SMALL.length());
        assertThat(json(SMALL + filler)).isEqualTo(json(SMALL));
        assertFault(jsonFaults(SMALL + filler + " ").getFirst(), "", 1, "at most " + JobLimits.DOCUMENT);
        assertFault(fault("#".repeat(20 << 20)), "", 1, "has 20971520 characters");
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertFault(fault("name: j\nname: k\ntasks: [{name: t, command: [a]}]\n"), "/name", 2, "twice", "line 1");
        assertFault(
                jsonFaults(SMALL.replace("{\"name\":\"j\"", "{\"name\":\"j\",\n\"name\":\"k\""))
                        .getFirst(),
                "/name",
                2,
                "twice");
        assertThat(JobFixture.taskFault("command: [a]", "environment: {A: b, A: c}")
                        .message())
                .contains("twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: &n j\ntasks: []\n",
                "&k name: j\n",
                "name: j\ntasks: &t [{name: a, command: [b]}]\ngroups: *t\n",
                "name: *x\n"
            })
    void anchorsAndAliasesAreRefused(String text) {
        assertThat(fault(text).message()).contains("anchors (&) and aliases (*) are not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: !!str j\n", "name: !x j\n", "!!map {name: j}\n", "name: ! j\n", "!!str name: j\n"})
    void tagsAreRefused(String text) {
        assertThat(fault(text).message()).contains("tags such as");
    }

    @Test
    void mergeKeysAreKeysLikeOthersAndUnknown() {
        assertThat(fault("name: j\n<<: {priority: 1}\ntasks: [{name: t, command: [a]}]\n")
                        .message())
                .contains("unknown key '<<'");
    }

    @Test
    void keysAreSingleWords() {
        assertThat(fault("? [a, b]\n: c\n").message()).contains("a key is a single word");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertFault(fault("name: j\n---\nname: k\n"), "", 2, "a second document begins here");
        assertThat(jsonFaults(SMALL + " {}").getFirst().message()).contains("something follows");
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 1_000, 100_000})
    void deepNestingIsRefusedWithoutAStackOverflow(int depth) {
        String message = "the document is nested more than 40 deep";
        assertThat(fault("name: " + "[".repeat(depth)).message()).isEqualTo(message);
        assertThat(fault("name: " + "{a: ".repeat(depth)).message()).isEqualTo(message);
        assertThat(jsonFaults("[".repeat(depth)).getFirst().message()).isEqualTo(message);
        assertThat(jsonFaults("{\"a\":".repeat(depth)).getFirst().message()).isEqualTo(message);
    }

    @Test
    void nestingUpToTheLimitIsReadAndThenRefusedForWhatItIs() {
        assertThat(jsonFaults("[".repeat(40) + "]".repeat(40)).getFirst().message())
                .contains("expected a map");
    }

    @Test
    void brokenDocumentsNameTheLine() {
        assertFault(fault("name: j\ntasks: [\n"), "", 3, "this is not YAML");
        assertFault(fault("name: j\n\tx: 1\n"), "", 2, "this is not YAML");
        assertFault(jsonFaults("{\"name\":\n\n nope}").getFirst(), "", 3, "this is not JSON");
        assertFault(jsonFaults("{\"name\":\n \"j\"").getFirst(), "", 2, "this is not JSON");
        assertThat(jsonFaults("{'name': 1}").getFirst().message()).contains("this is not JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name': nope} | cannot stand here",
                "{\"name\": nope} | 'nope' cannot stand here",
                "{\"name\": 1]} | ']' cannot stand here",
                "{\"name\": {\"a\": | it ends before it is complete",
                "{\"name\": \"a | it ends before it is complete",
                "{\"name\": -} | '}' cannot stand here",
                "{\"name\": \"a\u0001\"} | a control character cannot stand here",
                "{\"a\": 9DIGITS} | a number has too many digits",
                "{\"name\": [\"a\" \"b\"]} | cannot stand here"
            })
    void brokenJsonIsToldInOurOwnWords(String json, String words) {
        String text = json.replace("DIGITS", "9".repeat(2_000));
        Fault fault = jsonFaults(text).getFirst();
        assertThat(fault.message()).startsWith("this is not JSON: ").endsWith(words);
        assertThat(fault.line()).isEqualTo(1);
        assertThat(fault.column()).isBetween(1, text.length() + 1);
        assertThatThrownBy(() -> Json.read(text, new TypeReference<Map<String, Object>>() {}))
                .hasMessageMatching("not the JSON expected here: (line 1, column \\d+: )?[^:]*")
                .hasMessageEndingWith(words);
        assertThatThrownBy(() -> Json.read(text, Map.class))
                .hasMessageMatching("not the JSON of a Map: (line 1, column \\d+: )?[^:]*");
    }

    @Test
    void aNumberThatIsTooLongIsToldWithItsPlace() {
        assertFault(
                jsonFaults("{\"name\": \"j\",\n\"a\": " + "9".repeat(2_000) + "}")
                        .getFirst(),
                "",
                2,
                "a number has too many digits");
    }

    @Test
    void jsonOfAnotherFormIsToldInOurOwnWords() {
        assertThatThrownBy(() -> Json.read("[1]", new TypeReference<Map<String, Object>>() {}))
                .hasMessage("not the JSON expected here: line 1, column 1: a value is of another kind than is expected"
                        + " here");
    }

    @Test
    void aNulIsRefusedWhereverItStands() {
        assertFault(fault("name: j\n# \u0000\n"), "", 2, "U+0000 cannot stand in YAML text");
        assertThat(fault("name: \"a\\0b\"\ntasks: [{name: t, command: [a]}]\n").message())
                .contains("character that cannot be stored");
        assertThat(jsonFaults(SMALL.replace("\"j\"", "\"a\\u0000b\""))
                        .getFirst()
                        .message())
                .contains("character that cannot be stored");
        assertThat(jsonFaults(SMALL.replace("\"j\"", "\"a\u0000b\"")).getFirst().message())
                .contains("this is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "x\\udc00", "\\ude00\\ud83d", "\ud800"})
    void halfOfASurrogatePairIsRefused(String half) {
        assertThat(jsonFaults(SMALL.replace("\"j\"", "\"" + half + "\"")))
                .first()
                .satisfies(fault -> assertThat(fault.message()).contains("cannot be stored"));
        assertThat(jsonFaults(SMALL.replace("\"true\"", "\"" + half + "\""))
                        .getFirst()
                        .pointer())
                .isEqualTo("/tasks/0/command/0");
    }

    @Test
    void aFaultThatQuotesHalfOfAPairCanStillBeWritten() {
        Problem.Fault fault = jsonFaults(SMALL.replace("\"name\":\"j\"", "\"name\":\"j\",\"x\ud800\":1"))
                .getFirst();
        assertThat(fault.pointer()).isEqualTo("/x\uFFFD");
        assertThat(Json.write(fault)).contains("unknown key 'x\uFFFD'");
    }

    @Test
    void aFaultNeverBringsControlCharactersToATerminal() {
        assertThat(jsonFaults(SMALL.replace("\"name\":\"j\"", "\"name\":\"j\",\"\\u001b[2J\":1"))
                        .getFirst()
                        .message())
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\U00110000\"", "\"\\uDFFF x\""})
    void yamlEscapesOfNoCharacterAreRefused(String name) {
        assertThat(faults("name: " + name + "\ntasks: [{name: t, command: [a]}]\n"))
                .isNotEmpty();
    }

    @Test
    void aWholeSurrogatePairIsFine() {
        assertThat(json(SMALL.replace("\"j\"", "\"\\ud83d\\ude00\"")).name()).isEqualTo("\ud83d\ude00");
        assertThat(yaml("name: \"\\ud83d\\ude00\"\ntasks: [{name: t, command: [a]}]\n")
                        .name())
                .isEqualTo("\ud83d\ude00");
    }

    @Test
    void hugeKeysAreRefusedWithAShortMessage() {
        Problem.Fault fault = jsonFaults("{\"" + "k".repeat(40_000) + "\":1}").getFirst();
        assertThat(fault.message()).hasSizeLessThan(200).contains("unknown key 'kkk");
        assertThat(fault.pointer()).hasSizeLessThanOrEqualTo(1_000);
    }

    @Test
    void booleansAndNothingAreThoseOfYaml12() {
        assertThat(yaml("name: j\npaused: True\ntasks: [{name: t, command: [a]}]\n")
                        .paused())
                .isTrue();
        assertThat(fault("name: j\npaused: yes\ntasks: [{name: t, command: [a]}]\n")
                        .message())
                .contains("expected true or false, found the text 'yes'");
        for (String nothing : List.of("~", "null", "Null", "")) {
            assertThat(fault("name: " + nothing + "\ntasks: [{name: t, command: [a]}]\n")
                            .message())
                    .contains("found nothing");
        }
        assertThat(yaml("name: 'null'\ntasks: [{name: t, command: [a]}]\n").name())
                .isEqualTo("null");
    }

    @Test
    void wordsThatLookLikeOtherThingsStayAsTheyAreWritten() {
        assertThat(JobFixture.task("command: [render, 010, 1.50, yes, True, 0x1F, 1e3]")
                        .command()
                        .arguments())
                .containsExactly("render", "010", "1.50", "yes", "True", "0x1F", "1e3");
    }
}
