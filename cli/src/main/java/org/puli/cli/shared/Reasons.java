package org.puli.cli.shared;

import java.io.PrintWriter;
import org.puli.api.view.WhyView;

/** Prints why something does not start. Stateless. */
public final class Reasons {
    private static final Columns<WhyView> COLUMNS = new Columns<WhyView>()
            .raw("about", WhyView::about)
            .raw("answer", WhyView::answer)
            .raw("advice", WhyView::advice)
            .raw("expectedAt", why -> Times.iso(why.expectedAt()));

    private Reasons() {}

    /** Prints the answer, then the same in detail, then what to do. */
    public static void print(WhyView why, OutputOption output) {
        output.show(why, COLUMNS, out -> people(why, out));
    }

    private static void people(WhyView why, PrintWriter out) {
        out.println(Table.printable(why.about() + " " + why.answer() + "."));
        for (WhyView.Part part : why.parts()) {
            if (why.parts().size() > 1 || part.workers().isEmpty()) {
                out.println(Table.printable("  " + part.work() + ": " + part.reason()));
            }
            part.workers().forEach(one -> out.printf("  %6d %s%n", one.count(), Table.printable(one.what())));
        }
        if (why.expectedAt() != null) {
            out.println("Expected to start at about " + Times.local(why.expectedAt()) + Times.ahead(why.expectedAt())
                    + ".");
        }
        if (why.advice() != null) {
            out.println(Table.printable("First thing to try: " + why.advice()));
        }
    }
}
