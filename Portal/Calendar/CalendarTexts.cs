namespace Portal.Calendar;

/// <summary>Names the texts beside it: CalendarTexts.resx (zh-CN) and CalendarTexts.en.resx.</summary>
public sealed class CalendarTexts;
