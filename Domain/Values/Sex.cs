namespace Domain.Values;

/// <summary>性别 (GB/T 2261.1), as far as forms ask for it.</summary>
public enum Sex
{
    Male,
    Female,
}
