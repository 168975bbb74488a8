package org.puli.dispatcher.http;

import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.Text;
import org.puli.api.spec.PathRoot;
import org.puli.api.spec.PathRule;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.ProbeReport;

/** Checks what a worker says of places of storage. Stateless. */
final class ProbeReader {
    private ProbeReader() {}

    /**
     * The report without what cannot be.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static @Nullable ProbeReport checked(@Nullable ProbeReport report) {
        if (report == null) {
            return null;
        }
        require(report.findings().size() <= PathRule.MOST, "at most " + PathRule.MOST + " entries");
        return new ProbeReport(
                report.round(),
                report.findings().stream().map(ProbeReader::checked).toList());
    }

    private static PathFinding checked(PathFinding finding) {
        require(finding.name() != null && Names.IDENTIFIER.accepts(finding.name()), "names of path rules");
        require(
                finding.root() != null && finding.root().length() <= PathRoot.LONGEST,
                "roots of at most " + PathRoot.LONGEST + " characters");
        String detail = finding.detail();
        return new PathFinding(
                finding.name(),
                finding.root(),
                finding.state(),
                detail == null ? null : Text.cleaned(detail, PathFinding.LONGEST_DETAIL),
                Math.max(0, finding.freeBytes()),
                Math.max(0, finding.totalBytes()),
                Math.max(0, finding.lookMicros()),
                Math.max(0, finding.readBytesPerSecond()),
                Math.max(0, finding.writeBytesPerSecond()));
    }

    private static void require(boolean holds, String has) {
        if (!holds) {
            throw new IllegalArgumentException("/probed/findings has " + has);
        }
    }
}
