package org.puli.cli.shared;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.regex.Pattern;
import org.puli.api.view.WhyView;

/** Prints why something does not start. Stateless. */
public final class Reasons {
    private static final Columns<WhyView> COLUMNS = new Columns<WhyView>()
            .raw("about", WhyView::about)
            .raw("answer", WhyView::answer)
            .raw("advice", WhyView::advice)
            .raw("expectedAt", why -> Times.iso(why.expectedAt()));

    /** A moment as the dispatcher tells it within a sentence. */
    private static final Pattern MOMENT =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private static final String IT = "it ";

    private Reasons() {}

    /** Prints the answer, then the same in detail, then what to do. */
    public static void print(WhyView why, OutputOption output) {
        output.show(why, COLUMNS, out -> people(why, out));
    }

    private static void people(WhyView why, PrintWriter out) {
        line(why.about() + " " + why.answer() + ".", out);
        boolean areSeveral = why.parts().size() > 1;
        for (WhyView.Part part : why.parts()) {
            if (areSeveral || !isTold(why, part)) {
                line("  " + part.work() + ": " + part.reason(), out);
            }
            counts(areSeveral ? part.reason() : why.answer(), part, out);
        }
        if (why.expectedAt() != null) {
            out.println(expected(why.expectedAt()));
        }
        if (why.advice() != null) {
            line("First thing to try: " + why.advice(), out);
        }
    }

    /** Whether the sentence above says it already. */
    private static boolean isTold(WhyView why, WhyView.Part part) {
        String reason = part.reason().startsWith(IT) ? part.reason().substring(IT.length()) : part.reason();
        return why.answer().contains(reason);
    }

    /** The workers by what keeps them, unless what was said holds them all. */
    private static void counts(String said, WhyView.Part part, PrintWriter out) {
        if (!part.workers().stream().allMatch(one -> said.contains(one.count() + " " + one.what()))) {
            part.workers().forEach(one -> out.printf("  %6d %s%n", one.count(), Table.printable(one.what())));
        }
    }

    private static String expected(long at) {
        String ahead = Times.ahead(at);
        return ahead.isEmpty()
                ? "Expected to start at any moment."
                : "Expected to start at about " + Times.local(at) + ahead + ".";
    }

    /** Moments are told in the form that all times have for people. */
    private static void line(String text, PrintWriter out) {
        out.println(Table.printable(MOMENT.matcher(text)
                .replaceAll(moment -> Times.local(Instant.parse(moment.group()).toEpochMilli()))));
    }
}
