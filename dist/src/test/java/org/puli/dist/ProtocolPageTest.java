package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.PathChange;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.LogSearch;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.Lookout;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathProbe;
import org.puli.api.sync.ProbeOrder;
import org.puli.api.sync.ProbeReport;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.AttemptView;
import org.puli.api.view.AuditView;
import org.puli.api.view.BlockView;
import org.puli.api.view.CommandView;
import org.puli.api.view.Counts;
import org.puli.api.view.FarmSummary;
import org.puli.api.view.JobView;
import org.puli.api.view.LicenseView;
import org.puli.api.view.LogLine;
import org.puli.api.view.LogLines;
import org.puli.api.view.PathHealth;
import org.puli.api.view.PathRound;
import org.puli.api.view.PathTrial;
import org.puli.api.view.PoolView;
import org.puli.api.view.UsageView;
import org.puli.api.view.WorkerView;

/** Holds docs/protocol.md against what the dispatcher really answers to. */
class ProtocolPageTest {
    private static final String PAGE = SourceTree.read(SourceTree.ROOT.resolve("docs/protocol.md"));
    private static final Pattern ROUTE = Pattern.compile("routes\\.(get|post|put|patch|delete|ws)\\(\\s*\"(/[^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^### `([A-Z]+ /[^`]+)`$");
    private static final Pattern TYPE =
            Pattern.compile("(?:Answer\\.problem\\(|new Problem\\(|new Refusal\\(|refuse\\(|notFound\\()\\s*"
                    + "(?:context,\\s*Answer\\.problem\\(\\s*)?(?:\\d+,\\s*|Kind\\.[A-Z]+,\\s*)?\"([a-z-]+)\"");

    private static String sources(String folder) {
        StringBuilder all = new StringBuilder();
        SourceTree.mainSources().stream()
                .filter(file -> file.toString().contains(folder))
                .forEach(file -> all.append(SourceTree.read(file)));
        return all.toString();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> all = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> all.add(match.group(match.groupCount())));
        return all;
    }

    @Test
    void everyRouteHasItsChapterAndEveryChapterItsRoute() {
        Set<String> routes = new TreeSet<>();
        ROUTE.matcher(sources("dispatcher/http/"))
                .results()
                .forEach(match -> routes.add(match.group(1).toUpperCase(Locale.ROOT) + " " + match.group(2)));
        assertThat(routes).hasSizeGreaterThan(20);
        assertThat(found(HEADING, PAGE)).isEqualTo(routes);
    }

    @Test
    void everyTypeOfRefusalIsExplained() {
        Set<String> types = found(TYPE, sources("dispatcher/http/"));
        types.addAll(found(TYPE, sources("farm/decide/")));
        assertThat(types)
                .contains("bad-job", "unknown-pool", "too-large", "no-log")
                .hasSizeGreaterThan(15);
        // These two are said on the worker link, where a refusal is words alone.
        types.removeAll(List.of("protocol", "no-facts"));
        assertThat(types).allSatisfy(type -> assertThat(PAGE).contains("`" + type + "`"));
    }

    @Test
    void everyFieldOfTheLinkAndOfTheViewsIsNamed() {
        Stream.of(
                        WorkerReport.class,
                        WorkerFacts.class,
                        RunState.class,
                        EndedRun.class,
                        AttemptRef.class,
                        LinkMessage.class,
                        WorkerOrders.class,
                        OrdersNumber.class,
                        RunOrder.class,
                        RunDetails.class,
                        Lookout.class,
                        ProcessLimits.class,
                        BlockView.class,
                        CommandLine.class,
                        LogWanted.class,
                        LogSearch.class,
                        LogLines.class,
                        LogLine.class,
                        JobView.class,
                        CommandView.class,
                        AttemptView.class,
                        AuditView.class,
                        UsageView.class,
                        WorkerView.class,
                        PoolView.class,
                        LicenseView.class,
                        PathRule.class,
                        PathChange.class,
                        PathTrial.class,
                        PathHealth.class,
                        PathRound.class,
                        ProbeOrder.class,
                        PathProbe.class,
                        ProbeReport.class,
                        PathFinding.class,
                        FarmSummary.class,
                        Counts.class)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .forEach(name -> assertThat(PAGE).contains("`" + name + "`"));
    }
}
