package io.menshen.benchmarks.report;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.category.StatisticalBarRenderer;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;
import tools.jackson.databind.json.JsonMapper;

/**
 * Draws what a run wrote as JSON: answers a second by contender, and half their range. A process of
 * its own, whose libraries the gateway must not have.
 */
public final class Plot {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 420;

    private Plot() {}

    /** Takes the JSON file and the SVG file. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        draw(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void draw(Path findings, Path svg) throws IOException {
        var graphics = new VectorGraphics2D();
        chart(figures(findings)).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        var size = new PageSize(WIDTH, HEIGHT);
        Document document = new SVGProcessor().getDocument(graphics.getCommands(), size);
        try (var out = Files.newOutputStream(svg)) {
            document.writeTo(out);
        }
    }

    private static DefaultStatisticalCategoryDataset figures(Path findings) throws IOException {
        var figures = new DefaultStatisticalCategoryDataset();
        var all = JsonMapper.shared().readTree(Files.readString(findings));
        for (var row : all.path("figures")) {
            var range = row.path("perSecond");
            var spread = range.path("most").asDouble() - range.path("least").asDouble();
            figures.add(
                    range.path("median").asDouble(),
                    spread / 2,
                    "a second",
                    row.path("name").asString(""));
        }
        return figures;
    }

    private static JFreeChart chart(DefaultStatisticalCategoryDataset figures) {
        var bars = new StatisticalBarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setSeriesPaint(0, new Color(0x3B6EA5));
        bars.setShadowVisible(false);
        var names = new CategoryAxis();
        names.setMaximumCategoryLabelWidthRatio(0.5f);
        var plot = new CategoryPlot(figures, names, new NumberAxis("answers a second"), bars);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        var chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        return chart;
    }
}
