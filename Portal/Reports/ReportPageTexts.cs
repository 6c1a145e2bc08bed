namespace Portal.Reports;

/// <summary>Marks the texts of the page of reports; those of the files are in Workflows.</summary>
public sealed class ReportPageTexts;
