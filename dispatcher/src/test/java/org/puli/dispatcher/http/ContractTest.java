package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.Condition;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.ExitCodes;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseFailure;
import org.puli.api.spec.PathChange;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Resources;
import org.puli.api.spec.StopRule;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.PathFinding;
import org.puli.api.view.AttemptView;
import org.puli.api.view.AuditView;
import org.puli.api.view.BlockView;
import org.puli.api.view.CommandView;
import org.puli.api.view.Counts;
import org.puli.api.view.Duty;
import org.puli.api.view.FarmSummary;
import org.puli.api.view.GroupView;
import org.puli.api.view.JobResults;
import org.puli.api.view.JobView;
import org.puli.api.view.LeaderView;
import org.puli.api.view.LicenseView;
import org.puli.api.view.LogLine;
import org.puli.api.view.LogLines;
import org.puli.api.view.Page;
import org.puli.api.view.PathHealth;
import org.puli.api.view.PathRound;
import org.puli.api.view.PathTrial;
import org.puli.api.view.PoolView;
import org.puli.api.view.Presence;
import org.puli.api.view.Problem;
import org.puli.api.view.Status;
import org.puli.api.view.TaskView;
import org.puli.api.view.UsageView;
import org.puli.api.view.WaitingReason;
import org.puli.api.view.WorkerView;
import org.puli.dispatcher.RunningDispatcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract names every route, field and word of the sources, and nothing else. */
class ContractTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SOURCES = Path.of("src/main/java/org/puli/dispatcher/http");
    private static final Pattern ROUTE = Pattern.compile("routes\\.(get|post|put|patch|delete|ws)\\(\\s*\"(/[^\"]+)\"");
    private static final Pattern REFUSAL = Pattern.compile("(?m)^\\| (`[a-z-]+`(?:, `[a-z-]+`)*) \\| \\d{3} \\|");

    private static Contract contract;

    @BeforeAll
    static void read() throws IOException {
        contract = Contract.read();
    }

    private static Set<String> registered() throws IOException {
        Set<String> all = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                ROUTE.matcher(Files.readString(file))
                        .results()
                        .map(match ->
                                match.group(1).replace("ws", "get").toUpperCase(Locale.ROOT) + " " + match.group(2))
                        .forEach(all::add);
            }
        }
        return all;
    }

    @Test
    void everyRouteStandsInItAndItHasNoOther() throws IOException {
        assertThat(registered()).hasSizeGreaterThan(20).isEqualTo(contract.operations());
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
        Set<String> used = new TreeSet<>();
        for (JsonNode reference : contract.page().findValues("$ref")) {
            String pointer = reference.stringValue();
            assertThat(contract.page().at(pointer.substring(1)).isMissingNode())
                    .as(pointer)
                    .isFalse();
            used.add(pointer);
        }
        for (String kind : List.of("headers", "parameters", "responses", "schemas")) {
            for (String name : contract.page().path("components").path(kind).propertyNames()) {
                assertThat(used).contains("#/components/" + kind + "/" + name);
            }
        }
    }

    @Test
    void everyOperationHasANameOfItsOwnAndEveryVariableItsParameter() {
        Set<String> names = new TreeSet<>();
        for (String operation : contract.operations()) {
            names.add(contract.operation(operation).path("operationId").asString());
            Set<String> variables = new TreeSet<>();
            Pattern.compile("\\{(\\w+)}").matcher(operation).results().forEach(match -> variables.add(match.group(1)));
            assertThat(contract.parameters(operation)
                            .filter(parameter -> parameter.path("in").asString().equals("path"))
                            .map(parameter -> parameter.path("name").asString()))
                    .as(operation)
                    .containsExactlyInAnyOrderElementsOf(variables);
        }
        assertThat(names).hasSameSizeAs(contract.operations());
    }

    static Stream<Arguments> records() {
        return Stream.of(
                        JobView.class,
                        TaskView.class,
                        GroupView.class,
                        Counts.class,
                        CommandView.class,
                        AttemptView.class,
                        LogLines.class,
                        LogLine.class,
                        AuditView.class,
                        UsageView.class,
                        WorkerView.class,
                        AttemptRef.class,
                        PoolView.class,
                        LicenseView.class,
                        BlockView.class,
                        PathRule.class,
                        PathChange.class,
                        PathTrial.class,
                        PathHealth.class,
                        PathRound.class,
                        JobResults.class,
                        JobResults.JobResult.class,
                        FarmSummary.class,
                        LeaderView.class,
                        Problem.class,
                        Problem.Fault.class,
                        JobSpec.class,
                        GroupSpec.class,
                        TaskSpec.class,
                        TaskSettings.class,
                        Resources.class,
                        Requirements.class,
                        Condition.class,
                        Precedence.class,
                        FailurePolicy.class,
                        ExitCodes.class,
                        LicenseFailure.class,
                        StopRule.class,
                        CommandLine.class,
                        Dependency.End.class,
                        Dependency.Time.class,
                        Dependency.File.class)
                .map(type -> Arguments.of(name(type), type));
    }

    /** What stands within an interface is named after it, too. */
    private static String name(Class<?> type) {
        boolean isKind = type.getEnclosingClass() == Dependency.class;
        return type.getSimpleName() + (isKind ? "Dependency" : "");
    }

    private static List<String> fields(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static Collection<String> properties(String schema) {
        return contract.schemas().path(schema).path("properties").propertyNames();
    }

    @Test
    void aFileThatIsWaitedForHasAFormOfItsOwn() {
        everyFieldOfAnAnswerStandsInItAndItHasNoOther("FileDependency", Dependency.File.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyFieldOfAnAnswerStandsInItAndItHasNoOther(String schema, Class<?> type) {
        assertThat(properties(schema)).containsExactlyElementsOf(fields(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JobPage",
                "CommandPage",
                "AttemptPage",
                "AuditPage",
                "UsagePage",
                "WorkerPage",
                "PoolPage",
                "LicensePage",
                "BlockPage",
                "PathPage",
                "PathHealthPage"
            })
    void everyPageIsLikeTheOthers(String schema) {
        assertThat(properties(schema)).containsExactlyElementsOf(fields(Page.class));
        assertThat(contract.schemas()
                        .at("/" + schema + "/properties/items/maxItems")
                        .asInt())
                .isEqualTo(Page.MAXIMUM);
    }

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of("/Status", Status.values()),
                Arguments.of("/LeaderView/properties/role", LeaderView.Role.values()),
                Arguments.of("/WorkerStatus", WorkerView.WorkerStatus.values()),
                Arguments.of("/WorkerView/properties/presence", Presence.values()),
                Arguments.of("/WorkerView/properties/duty", Duty.values()),
                Arguments.of("/JobView/properties/waiting", WaitingReason.values()),
                Arguments.of("/Strategy", Strategy.values()),
                Arguments.of("/PathHealth/properties/state", PathFinding.State.values()),
                Arguments.of("/EndDependency/properties/outcome", Dependency.Outcome.values()),
                Arguments.of("/EndDependency/properties/by", Dependency.By.values()));
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyWordStandsInIt(String pointer, Enum<?>[] constants) {
        assertThat(contract.schemas().at(pointer).path("enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(Stream.of(constants).map(Enum::name).toList());
    }

    @Test
    void everyTypeOfRefusalStandsInItAndItHasNoOther() throws IOException {
        Set<String> told = new TreeSet<>();
        REFUSAL.matcher(Files.readString(ROOT.resolve("docs/protocol.md")))
                .results()
                .flatMap(match -> Stream.of(match.group(1).replace("`", "").split(", ")))
                .forEach(told::add);
        assertThat(told).hasSizeGreaterThan(15);
        assertThat(contract.schemas()
                        .at("/Problem/properties/type/enum")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(told);
    }

    @ParameterizedTest
    @CsvSource({"JobDocument, ''", "GroupDocument, /$defs/group", "TaskDocument, /$defs/task"})
    void everyFieldOfAJobDocumentStandsInIt(String schema, String pointer) throws IOException {
        JsonNode published = new JsonMapper().readTree(Files.readString(ROOT.resolve("docs/job.schema.json")));
        Set<String> all = new TreeSet<>(properties(schema));
        all.addAll(properties("SettingsDocument"));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        published.at(pointer).path("properties").propertyNames());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"j\"}",
                "{\"name\": \"j\", \"tasks\": [{\"name\": \"t\", \"command\": [\"a\"]}]}",
                "{\"name\": 1, \"paused\": true, \"timeout\": 90, \"groups\": [{\"name\": \"g\", \"cores\": 0.5, "
                        + "\"tasks\": [{\"name\": \"t\", \"shell\": true, \"commands\": [\"a b\"], "
                        + "\"after\": [\"s\", {\"task\": \"r\", \"outcome\": \"any\"}, {\"delay\": \"2h\"},"
                        + " {\"time\": \"2026-12-24T18:00Z\"},"
                        + " {\"job\": 3, \"task\": \"u\", \"by\": \"frame\", \"offset\": -1}]}]}]}"
            })
    void goodJobDocumentsPass(String document) {
        assertThat(contract.faults("JobDocument", document)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"j\", \"priorty\": 5}",
                "{\"name\": \"j\", \"priority\": 101}",
                "{\"name\": \"j\", \"before\": \"x\"}",
                "{\"name\": \"j\", \"after\": {\"by\": \"frame\"}}",
                "{\"name\": \"j\", \"after\": {\"job\": 1, \"delay\": \"2h\"}}",
                "{\"name\": \"j\", \"tasks\": [{\"name\": \"t\"}]}",
                "{\"name\": \"j\", \"groups\": [{\"name\": \"g\", \"owner\": \"x\"}]}",
                "{\"name\": \"j\", \"tasks\": [{\"name\": \"t\", \"command\": [\"a\"], \"commands\": [[\"a\"]]}]}"
            })
    void badJobDocumentsDoNot(String document) {
        assertThat(contract.faults("JobDocument", document)).isNotEmpty();
    }

    @Test
    void anAnswerWithAnotherFieldOrWithoutOneDoesNotPass() {
        String license = "{\"id\": \"nuke\", \"name\": \"nuke\", \"count\": 2, \"per\": \"worker\", \"used\": 0,"
                + " \"outside\": 0}";
        assertThat(contract.faults("LicenseView", license)).isEmpty();
        assertThat(contract.faults("LicenseView", license.replace("}", ", \"free\": 2}")))
                .isNotEmpty();
        assertThat(contract.faults("LicenseView", license.replace(", \"used\": 0", "")))
                .isNotEmpty();
        assertThat(contract.faults("LicenseView", license.replace("worker", "host")))
                .isNotEmpty();
        assertThat(contract.faults("LicenseView", license.replace("2", "\"2\"")))
                .isNotEmpty();
        assertThat(contract.faults("JobView", RunningDispatcher.JOB)).isNotEmpty();
    }
}
