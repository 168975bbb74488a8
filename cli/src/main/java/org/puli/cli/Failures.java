package org.puli.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.FarmUnreachable;
import org.puli.api.config.BadSetting;
import org.puli.api.local.LocalFailure;
import org.puli.api.view.Problem;
import org.puli.api.view.Problem.Fault;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.Conflict;
import org.puli.cli.shared.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong and chooses the exit code. Stateless. */
final class Failures {
    private Failures() {}

    static int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine verb = failure.getCommandLine();
        PrintWriter err = verb.getErr();
        if (!verb.getSubcommands().isEmpty() && !(failure instanceof UnmatchedArgumentException)) {
            verb.usage(err);
            return ExitCodes.USAGE;
        }
        err.println(failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, err);
        if (failure instanceof UnmatchedArgumentException unmatched) {
            sayWhoTakes(unmatched.getUnmatched().getFirst(), verb, err);
        }
        err.println("Try: " + verb.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.USAGE;
    }

    /** An option of a verb that stands before the verb, or for which the verb was forgotten. */
    private static void sayWhoTakes(String option, CommandLine noun, PrintWriter err) {
        List<String> takers = noun.getSubcommands().entrySet().stream()
                .filter(verb -> verb.getValue().getCommandSpec().findOption(option) != null)
                .map(Map.Entry::getKey)
                .toList();
        if (!takers.isEmpty()) {
            String known = noun.getCommandSpec().qualifiedName();
            err.println(option + " goes behind a verb that takes it: "
                    + takers.stream().map(verb -> known + " " + verb).collect(Collectors.joining(", ")));
        }
    }

    static int failed(Exception failure, CommandLine verb, ParseResult result) throws Exception {
        PrintWriter err = verb.getErr();
        return switch (failure) {
            case FarmRefusal refusal -> refused(refusal.problem(), verb);
            case FarmUnreachable unreachable -> said(unreachable, err, ExitCodes.NO_SERVER);
            case LocalFailure local -> said(local, err, code(local.kind()));
            case BadInput input -> said(input, err, ExitCodes.USAGE);
            case Conflict conflict -> said(conflict, err, ExitCodes.REFUSED);
            case BadSetting setting -> said(setting, err, ExitCodes.USAGE);
            case UncheckedIOException io -> said(io, err, ExitCodes.FAILED);
            case CancellationException ended -> said(ended, err, ExitCodes.FAILED);
            default -> throw failure;
        };
    }

    /** Lines and columns would be those of a document that the verb has written, and nobody has seen. */
    private static int refused(Problem problem, CommandLine verb) {
        PrintWriter err = verb.getErr();
        List<String> faults =
                problem.errors().stream().map(fault -> told(fault, verb)).toList();
        if (faults.isEmpty()) {
            err.println("puli: " + problem.detail());
        } else if (faults.size() == 1) {
            err.println("puli: " + faults.getFirst());
        } else {
            err.println("puli: " + problem.title() + ":");
            faults.forEach(fault -> err.println("  " + fault));
        }
        return ExitCodes.of(problem);
    }

    /** A field is named by the option that fills it, if there is one. */
    private static String told(Fault fault, CommandLine verb) {
        if (fault.pointer().isEmpty()) {
            return fault.message();
        }
        String option =
                "--" + fault.pointer().substring(1).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        boolean isOption = verb.getCommandSpec().findOption(option) != null;
        String field = fault.pointer().indexOf('/', 1) < 0 ? fault.pointer().substring(1) : fault.pointer();
        return (isOption ? option : field) + ": " + fault.message();
    }

    private static int code(LocalFailure.Kind kind) {
        return switch (kind) {
            case NO_WORKER -> ExitCodes.NO_SERVER;
            case NOT_YOURS, REFUSED -> ExitCodes.REFUSED;
            case BROKEN -> ExitCodes.FAILED;
        };
    }

    private static int said(Exception failure, PrintWriter err, int code) {
        err.println("puli: " + failure.getMessage());
        return code;
    }
}
