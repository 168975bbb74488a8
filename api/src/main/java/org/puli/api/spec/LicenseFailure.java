package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a program shows that it got no license: a failed try with one of these marks is deferred instead of counted.
 *
 * @param exitCodes what it then returns; null for nothing said
 * @param log a regular expression in the syntax of RE2 that a line of its output then matches somewhere; null for
 *     nothing said, empty for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LicenseFailure(
        @Nullable List<Integer> exitCodes, @Nullable String log) {
    /** Sorts the codes. */
    public LicenseFailure {
        exitCodes = exitCodes == null ? null : List.copyOf(new TreeSet<>(exitCodes));
    }

    /** This with what it leaves open taken from the outer one. */
    public LicenseFailure inside(LicenseFailure outer) {
        return new LicenseFailure(exitCodes == null ? outer.exitCodes : exitCodes, log == null ? outer.log : log);
    }

    /** Whether an exit code shows it. */
    public boolean isShownBy(int code) {
        return exitCodes != null && exitCodes.contains(code);
    }
}
