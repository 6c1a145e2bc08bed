namespace Domain.Calendar;

/// <summary>One line of the State Council's yearly notice: a weekday off, or a weekend day worked to make up for it.</summary>
/// <param name="Date">Shanghai date.</param>
/// <param name="IsWorkingDay">True for a make-up workday, false for a day off. Notices also list days that the week makes so anyway.</param>
/// <param name="Name">The holiday it belongs to, as published, like 春节.</param>
public sealed record CalendarDay(DateOnly Date, bool IsWorkingDay, string Name)
{
    public const int NameMaxLength = 60;
}
