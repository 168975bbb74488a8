package org.puli.cli.shared;

import java.util.Map;
import java.util.stream.Collectors;
import org.puli.api.json.BadDocument;
import org.puli.api.view.Problem;

/**
 * Reads a document that a verb made of its options, before the dispatcher does: whoever gave them never wrote it, so
 * what is wrong is told of the option and not of a place in the document. Stateless.
 */
public final class OptionFaults {
    private OptionFaults() {}

    /**
     * Reads it.
     *
     * @param options by the pointers at what they end up as
     * @throws BadInput with everything that is wrong with the options
     */
    public static void tell(Runnable reading, Map<String, String> options) {
        try {
            reading.run();
        } catch (BadDocument e) {
            throw new BadInput(
                    e.faults().stream().map(fault -> words(fault, options)).collect(Collectors.joining("; ")));
        }
    }

    private static String words(Problem.Fault fault, Map<String, String> options) {
        String option = options.getOrDefault(fault.pointer(), fault.pointer());
        // A number that may have a fraction was written with one, whatever was typed.
        String message = fault.message().replaceAll("(the number -?\\d+)\\.0\\b", "$1");
        return option.isEmpty() ? message : option + ": " + message;
    }
}
