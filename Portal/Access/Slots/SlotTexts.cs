namespace Portal.Access.Slots;

/// <summary>Texts of the operator's board, in SlotTexts.resx.</summary>
public sealed class SlotTexts;
